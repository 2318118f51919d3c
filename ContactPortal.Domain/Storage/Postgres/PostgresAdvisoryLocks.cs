using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// The numbers of the database's advisory locks: which one means what is known to nobody but the portal, and must be the same in
/// every process and every version of it.
/// </summary>
internal static class PostgresAdvisoryLocks
{
    /// <summary>The first number of each lock: the portal's own among whatever else locks in the same database.</summary>
    public const int Portal = 0x43504F52;

    /// <summary>Brings the schema up to date.</summary>
    public const int Migration = -2;

    private const int NoOrganisation = -1;

    /// <summary>Writes for that organisation, or what belongs to none.</summary>
    public static int WriterOf(OrganisationCode? organisation) => organisation?.Value ?? NoOrganisation;
}
