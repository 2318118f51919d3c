using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Verification;

/// <summary>Replays an organisation's history into one part of its state, and compares the result with what is stored.</summary>
internal interface IStateReplay
{
    /// <summary>Applies the next entry; entries of other kinds change nothing.</summary>
    void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes);

    /// <summary>The first difference between the stored state and the result of the replay; null if there is none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="erased">The subjects whose entries were erased; their state cannot be replayed.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken);
}
