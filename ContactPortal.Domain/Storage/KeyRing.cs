using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>A data-protection key, as ASP.NET Core serialises it.</summary>
public sealed class RingKey
{
    /// <summary>The framework's name for the key.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as XML.</summary>
    public required string Xml { get; init; }
}

/// <summary>
/// Stores the data-protection keys in the database, so that a restart signs nobody out and all machines of the portal can read each
/// other's cookies.
/// </summary>
public sealed class KeyRing(IDbContextFactory<PortalDb> contexts)
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
