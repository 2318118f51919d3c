namespace ContactPortal.Domain.Storage;

/// <summary>Where the database is on this machine.</summary>
/// <param name="Folder">The folder of a SQLite database, which need not exist before the first start; null on a server.</param>
public sealed record DatabaseFile(string? Folder);
