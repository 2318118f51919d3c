using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// The keys of the PostgreSQL advisory locks. Their meaning is the portal's own and must be the same in every process and version.
/// </summary>
internal static class PostgresAdvisoryLocks
{
    /// <summary>The first key of each lock: separates the portal's locks from others in the same database.</summary>
    public const int Portal = 0x43504F52;

    /// <summary>The second key of the lock held during migrations.</summary>
    public const int Migration = -2;

    private const int NoOrganisation = -1;

    /// <summary>The second key of the writer lock of that organisation, or of what belongs to none.</summary>
    public static int WriterOf(OrganisationCode? organisation) => organisation?.Value ?? NoOrganisation;
}
