using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lendflow.Storage;

/// <summary>Lets the migration tool build the SQLite model; it never connects.</summary>
sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteLendflowDb>
{
    public SqliteLendflowDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLendflowDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Lets the migration tool build the PostgreSQL model; it never connects.</summary>
sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresLendflowDb>
{
    public PostgresLendflowDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLendflowDb>().UseNpgsql("Host=localhost").Options);
}
