using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lendflow.Host.People;

/// <summary>The table of <see cref="Keys"/>.</summary>
[DbContext(typeof(PeopleDb))]
[Migration("20261122120000_Keys")]
sealed class KeysMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable("keys", t => new { Name = t.Column<string>(maxLength: 256), Content = t.Column<string>() }, constraints: t => t.PrimaryKey("pk_keys", k => k.Name));
}
