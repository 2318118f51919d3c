using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Snapshots;

/// <summary>Loads snapshots; tests replace it.</summary>
public interface ISnapshotLoader
{
    /// <summary>Loads an organisation's snapshot.</summary>
    Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken);

    /// <summary>Reads the number of each organisation's newest change; organisations without any are left out.</summary>
    Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken);
}
