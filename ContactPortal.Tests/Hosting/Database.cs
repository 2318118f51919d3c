namespace ContactPortal.Tests.Hosting;

/// <summary>The databases that the portal runs on.</summary>
public enum Database
{
    /// <summary>SQLite in a file, the embedded default.</summary>
    Sqlite,

    /// <summary>PostgreSQL, which several processes share.</summary>
    Postgres,
}
