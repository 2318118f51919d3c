using System.Collections.Immutable;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Rights;

/// <summary>Why something about the right waits for a local administrator (U3).</summary>
public enum RightsTaskKind
{
    /// <summary>A contact lacks the right: granting it ends the task.</summary>
    Lacks,

    /// <summary>Somebody who is no contact asks for the right.</summary>
    Asks,

    /// <summary>Somebody who is no longer a contact still holds the right.</summary>
    StillHolds,
}

/// <summary>Something about the right that waits for a local administrator.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Request">The person's own open request, if there is one.</param>
public sealed record RightsTask(RightsTaskKind Kind, PersonView Person, DateTimeOffset Since, RightsRequestView? Request)
{
    /// <summary>
    /// The tasks of an organisation, the longest waiting first within each kind. They are worked out from what is the case: none is
    /// left behind, and none has to be closed by hand.
    /// </summary>
    public static ImmutableArray<RightsTask> In(OrganisationSnapshot snapshot)
    {
        var rights = snapshot.Rights;
        var open = rights.OpenRequests.ToDictionary(r => r.Person.Id);
        var lacking = snapshot.Active
            .Where(c => !rights.Holds(c.PersonId))
            .Select(c => new RightsTask(
                RightsTaskKind.Lacks, new(c.PersonId, c.Values.Rid, c.Values.Name), c.HeldSince, open.GetValueOrDefault(c.PersonId)))
            .OrderBy(t => t.Since)
            .ToImmutableArray();
        var contacts = snapshot.Active.Select(c => c.PersonId).ToHashSet();
        var asking = rights.OpenRequests
            .Where(r => !contacts.Contains(r.Person.Id))
            .Select(r => new RightsTask(RightsTaskKind.Asks, r.Person, r.AskedAt, r));
        var left = rights.Holders
            .Where(h => h is { FormerContactSince: not null, KeptBecause: null } && !contacts.Contains(h.Person.Id))
            .OrderBy(h => h.FormerContactSince)
            .Select(h => new RightsTask(RightsTaskKind.StillHolds, h.Person, h.FormerContactSince!.Value, Request: null));
        return [.. lacking.Concat(asking).Concat(left).Where(task => !rights.IsCompleted(task))];
    }
}
