using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Replays who has claimed which error of a delivery, and the explanations (D6).</summary>
internal sealed class ErrorReplay : IStateReplay
{
    private readonly Dictionary<(long Delivery, int Position), (Guid? ClaimedBy, string Explanation, long Number)> replayed = [];

    public void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes)
    {
        if (entry.Kind is not (HistoryKind.ErrorClaimed or HistoryKind.ErrorReleased or HistoryKind.ErrorExplained))
            return;
        string Value(string field) => changes.FirstOrDefault(c => c.Field == field)?.To ?? "";
        if (!long.TryParse(Value(DeliveryQueries.DeliveryField), NumberStyles.None, CultureInfo.InvariantCulture, out var delivery)
            || !int.TryParse(Value(DeliveryQueries.PositionField), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return;
        }

        var before = replayed.GetValueOrDefault((delivery, position), (null, "", 0));
        replayed[(delivery, position)] = entry.Kind switch
        {
            HistoryKind.ErrorClaimed => (entry.ActorId, before.Explanation, entry.Number),
            HistoryKind.ErrorReleased => (null, before.Explanation, entry.Number),
            _ => (before.ClaimedBy, Value(DeliveryQueries.ExplanationField), entry.Number),
        };
    }

    public async Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken)
    {
        var stored = await db.DeliveryErrors.AsNoTracking()
            .Where(e => e.Organisation == organisation && (e.ClaimedById != null || e.Explanation != null))
            .Select(e => new { e.Delivery, e.Position, e.ClaimedById, e.Explanation })
            .ToDictionaryAsync(e => (e.Delivery, e.Position), e => (e.ClaimedById, e.Explanation ?? ""), cancellationToken);
        foreach (var key in stored.Keys.Union(replayed.Keys))
        {
            var (claimedBy, explanation, number) = replayed.GetValueOrDefault(key, (null, "", 0));
            if (stored.GetValueOrDefault(key, (null, "")) != (claimedBy, explanation))
                return new(HistoryFaultKind.WrongError, number);
        }

        return null;
    }
}
