using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Hosting;

/// <summary>The database's rosters, but for an organisation whose roster can't be read.</summary>
public sealed class BreakableRosters : IRosterSource
{
    private IRosterSource source = null!;

    /// <summary>The organisation whose roster can't be loaded.</summary>
    public OrganisationCode? Failing { get; set; }

    public IRosterSource Over(IRosterSource database)
    {
        source = database;
        return this;
    }

    public Task<ContactRoster> LoadAsync(OrganisationCode organisation, CancellationToken stop) =>
        organisation == Failing ? throw new IOException("The database is away.") : source.LoadAsync(organisation, stop);

    public Task<IReadOnlyDictionary<OrganisationCode, long>> NumbersAsync(CancellationToken stop) => source.NumbersAsync(stop);
}
