using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Lendflow.Host.People;

/// <summary>The tables of ASP.NET Core Identity. No column names a database type, so each database takes its own.</summary>
[DbContext(typeof(PeopleDb))]
[Migration("20261122000000_People")]
sealed class PeopleMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreatePeople(migrationBuilder);
        CreateRoles(migrationBuilder);
        CreateClaims(migrationBuilder, "people_claims", "UserId", "people");
        CreateClaims(migrationBuilder, "role_claims", "RoleId", "roles");
        CreateLogins(migrationBuilder);
    }

    static void CreatePeople(MigrationBuilder db)
    {
        db.CreateTable("people", t => new
        {
            Id = t.Column<string>(),
            DisplayName = t.Column<string>(maxLength: 256),
            UserName = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedUserName = t.Column<string>(maxLength: 256, nullable: true),
            Email = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedEmail = t.Column<string>(maxLength: 256, nullable: true),
            EmailConfirmed = t.Column<bool>(),
            PasswordHash = t.Column<string>(nullable: true),
            SecurityStamp = t.Column<string>(nullable: true),
            ConcurrencyStamp = t.Column<string>(nullable: true),
            PhoneNumber = t.Column<string>(nullable: true),
            PhoneNumberConfirmed = t.Column<bool>(),
            TwoFactorEnabled = t.Column<bool>(),
            LockoutEnd = t.Column<DateTimeOffset>(nullable: true),
            LockoutEnabled = t.Column<bool>(),
            AccessFailedCount = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_people", p => p.Id));
        db.CreateIndex("ix_people_name", "people", "NormalizedUserName", unique: true);
        db.CreateIndex("ix_people_email", "people", "NormalizedEmail");
    }

    static void CreateRoles(MigrationBuilder db)
    {
        db.CreateTable("roles", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedName = t.Column<string>(maxLength: 256, nullable: true),
            ConcurrencyStamp = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_roles", r => r.Id));
        db.CreateIndex("ix_roles_name", "roles", "NormalizedName", unique: true);

        db.CreateTable("people_roles", t => new { UserId = t.Column<string>(), RoleId = t.Column<string>() }, constraints: t =>
        {
            t.PrimaryKey("pk_people_roles", r => new { r.UserId, r.RoleId });
            t.ForeignKey("fk_people_roles_people", r => r.UserId, "people", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_people_roles_roles", r => r.RoleId, "roles", "Id", onDelete: ReferentialAction.Cascade);
        });
        db.CreateIndex("ix_people_roles_role", "people_roles", "RoleId");
    }

    static void CreateClaims(MigrationBuilder db, string table, string owner, string ownerTable)
    {
        db.CreateTable(table, t => new
        {
            Id = t.Column<int>()
                .Annotation("Sqlite:Autoincrement", true)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            OwnerId = t.Column<string>(name: owner),
            ClaimType = t.Column<string>(nullable: true),
            ClaimValue = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey($"pk_{table}", c => c.Id);
            t.ForeignKey($"fk_{table}_{ownerTable}", c => c.OwnerId, ownerTable, "Id", onDelete: ReferentialAction.Cascade);
        });
        db.CreateIndex($"ix_{table}_owner", table, owner);
    }

    static void CreateLogins(MigrationBuilder db)
    {
        db.CreateTable("people_logins", t => new
        {
            LoginProvider = t.Column<string>(),
            ProviderKey = t.Column<string>(),
            ProviderDisplayName = t.Column<string>(nullable: true),
            UserId = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_people_logins", l => new { l.LoginProvider, l.ProviderKey });
            t.ForeignKey("fk_people_logins_people", l => l.UserId, "people", "Id", onDelete: ReferentialAction.Cascade);
        });
        db.CreateTable("people_tokens", t => new
        {
            UserId = t.Column<string>(),
            LoginProvider = t.Column<string>(),
            Name = t.Column<string>(),
            Value = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_people_tokens", p => new { p.UserId, p.LoginProvider, p.Name });
            t.ForeignKey("fk_people_tokens_people", p => p.UserId, "people", "Id", onDelete: ReferentialAction.Cascade);
        });
    }
}
