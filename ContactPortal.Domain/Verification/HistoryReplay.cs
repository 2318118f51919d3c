using System.Globalization;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Verification;

/// <summary>
/// Checks one organisation's history from its beginning: the hash chain, the digests, the erasures and the anchors; and replays it into
/// the state that it must have led to.
/// </summary>
internal sealed class HistoryReplay
{
    private readonly IStateReplay[] states =
        [new ContactReplay(), new PersonReplay(), new GrantReplay(), new AbsenceReplay(), new ErrorReplay()];

    private readonly HistoryHead head;
    private readonly ILookup<long, string> anchors;
    private readonly long lastAnchor;

    // The numbers of erased entries that no later entry has authorised yet, by their subject.
    private readonly Dictionary<Guid, List<long>> unauthorised = [];
    private readonly HashSet<Guid> erased = [];
    private byte[] hash = [];
    private long number;

    public HistoryReplay(HistoryHead head, IEnumerable<HistoryAnchor> anchors)
    {
        this.head = head;
        var own = anchors.Where(a => a.Organisation == head.Organisation).ToList();
        this.anchors = own.ToLookup(a => a.Number, a => a.Hash);
        lastAnchor = own.Select(a => a.Number).DefaultIfEmpty().Max();
    }

    /// <summary>The first fault, or null.</summary>
    public HistoryFault? Fault { get; private set; }

    /// <summary>Checks and applies the next entry.</summary>
    public void Read(HistoryEntry entry)
    {
        number++;
        Check(entry.Number == number, HistoryFaultKind.Gap);
        Check(entry.Hash.AsSpan().SequenceEqual(HistoryChain.HashOf(hash, entry)), HistoryFaultKind.WrongHash);
        hash = entry.Hash;
        foreach (var anchor in anchors[entry.Number])
            Check(anchor == Convert.ToHexStringLower(hash), HistoryFaultKind.WrongAnchor);

        // An erased entry lacks all three; one that lacks only some has been tampered with.
        if (entry is { Salt: null, ActorName: null, Changes: null })
            AddErased(entry);
        else if (entry is { Salt: { } salt, ActorName: { } name, Changes: { } changes }
            && entry.Digest.AsSpan().SequenceEqual(HistoryChain.DigestOf(salt, name, changes)))
            Apply(entry, changes);
        else
            Check(false, HistoryFaultKind.WrongContent);
    }

    /// <summary>Records that the next entry could not be read.</summary>
    public void Unreadable()
    {
        number++;
        Check(false, HistoryFaultKind.Unreadable);
    }

    /// <summary>Compares the end of the chain and the stored state with the result of the replay.</summary>
    public async Task CompareAsync(PortalDb db, CancellationToken cancellationToken)
    {
        Check(number == head.Number && hash.AsSpan().SequenceEqual(head.Hash), HistoryFaultKind.WrongHead);
        Check(lastAnchor <= number, HistoryFaultKind.WrongAnchor, lastAnchor);
        foreach (var numbers in unauthorised.Values.Where(numbers => numbers.Count > 0))
            Check(false, HistoryFaultKind.UnauthorisedErasure, numbers[0]);
        foreach (var state in states)
        {
            if (await state.CompareAsync(db, head.Organisation, erased, cancellationToken) is { } difference)
                Check(false, difference.Fault, difference.Number);
        }
    }

    private void AddErased(HistoryEntry entry)
    {
        erased.Add(entry.Subject);
        if (!unauthorised.TryGetValue(entry.Subject, out var numbers))
            unauthorised[entry.Subject] = numbers = [];
        numbers.Add(entry.Number);
    }

    private void Apply(HistoryEntry entry, string json)
    {
        var changes = FieldChanges.ReadFields(json);
        if (entry.Kind == HistoryKind.SubjectErased && unauthorised.TryGetValue(entry.Subject, out var numbers))
        {
            var through = changes.FirstOrDefault(c => c.Field == HistoryEraser.Through)?.To;
            numbers.RemoveAll(n => long.TryParse(through, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && n <= last);
        }

        foreach (var state in states)
            state.Apply(entry, changes);
    }

    private void Check(bool holds, HistoryFaultKind kind, long? at = null)
    {
        if (!holds)
            Fault ??= new(head.Organisation, at ?? number, kind);
    }
}
