using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>Creates contexts for the EF Core migrations tool, which never opens the database named here.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresPortalDb>
{
    public PostgresPortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDb>().UseNpgsql("Host=design;Database=design").Options, new PostgresWriterLocks());
}
