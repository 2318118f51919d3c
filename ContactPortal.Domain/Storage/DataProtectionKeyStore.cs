using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Stores the data-protection keys in the database, so that a restart signs nobody out and all machines of the portal can read each
/// other's cookies.
/// </summary>
public sealed class DataProtectionKeyStore(IDbContextFactory<PortalDb> contexts)
{
    /// <summary>All keys.</summary>
    public IReadOnlyList<string> All()
    {
        using var db = contexts.CreateDbContext();
        return db.Keys.AsNoTracking().Select(k => k.Xml).ToList();
    }

    /// <summary>Adds a key.</summary>
    public void Add(string name, string xml)
    {
        using var db = contexts.CreateDbContext();
        db.Keys.Add(new() { Name = name, Xml = xml });
        db.SaveChanges();
    }
}
