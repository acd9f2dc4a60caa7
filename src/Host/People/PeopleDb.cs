using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lendflow.Host.People;

/// <summary>Somebody who can sign in. Passwords are kept as PBKDF2 hashes only.</summary>
sealed class Account : IdentityUser
{
    public string DisplayName { get; set; } = "";
}

/// <summary>Accounts and roles, in the same database as the cases but with tables and migrations of their own.</summary>
sealed class PeopleDb(DbContextOptions<PeopleDb> options) : IdentityDbContext<Account>(options)
{
    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public static void Configure(DbContextOptionsBuilder options, Settings settings)
    {
        const string History = "people_migrations";
        if (settings.Database == "sqlite")
        {
            Directory.CreateDirectory(settings.DataFolder);
            options.UseSqlite($"Data Source={Path.Combine(settings.DataFolder, "lendflow.db")}", o => o.MigrationsHistoryTable(History));
        }
        else options.UseNpgsql(settings.Database, o => o.MigrationsHistoryTable(History));

        // One migration serves both databases; it is written by hand, so there is no snapshot to compare the model with.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(a => { a.ToTable("people"); a.Property(p => p.DisplayName).HasMaxLength(256); });
        builder.Entity<IdentityRole>().ToTable("roles");
        builder.Entity<KeyRow>(k => { k.ToTable("keys"); k.HasKey(r => r.Name); });
        builder.Entity<IdentityUserRole<string>>().ToTable("people_roles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("people_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("people_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("people_tokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("role_claims");
    }
}
