using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>A key that protects cookies and tokens, as the web framework writes it.</summary>
public sealed class RingKey
{
    /// <summary>The framework's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as XML.</summary>
    public required string Xml { get; init; }
}

/// <summary>
/// The keys that protect cookies and tokens: in the database, so that a restart signs nobody out and every machine of the portal
/// reads the others' cookies.
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
