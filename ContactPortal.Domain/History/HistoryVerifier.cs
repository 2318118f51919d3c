using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.History;

/// <summary>What is wrong with a history.</summary>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Number">The first line at which it shows.</param>
/// <param name="Fault">What it is.</param>
public sealed record HistoryFault(OrganisationCode Organisation, long Number, HistoryFaultKind Fault);

/// <summary>The ways in which a history can be wrong.</summary>
public enum HistoryFaultKind
{
    /// <summary>A line is missing, or stands twice.</summary>
    Gap,

    /// <summary>A line does not have the hash that it and the one before it make.</summary>
    WrongHash,

    /// <summary>The names and values of a line are not those that its digest was made of.</summary>
    WrongContent,

    /// <summary>The end of the chain is not the end that was noted: lines were cut off.</summary>
    WrongHead,

    /// <summary>A contact is not what its history makes of it.</summary>
    WrongContact,
}

/// <summary>What a verification found.</summary>
/// <param name="Lines">How many lines were read.</param>
/// <param name="Organisations">In how many organisations' histories.</param>
/// <param name="Faults">What is wrong; the first fault of each organisation.</param>
public sealed record HistoryVerdict(long Lines, int Organisations, ImmutableArray<HistoryFault> Faults);

/// <summary>Verifies the histories: every hash, every digest, and that each contact is what its history makes of it.</summary>
public sealed class HistoryVerifier(PortalStore store)
{
    /// <summary>Verifies all organisations' histories.</summary>
    public async Task<HistoryVerdict> VerifyAsync(CancellationToken stop)
    {
        await using var db = await store.ReadAsync(stop);
        var heads = await db.Heads.AsNoTracking().OrderBy(h => h.Organisation).ToListAsync(stop);
        var faults = ImmutableArray.CreateBuilder<HistoryFault>();
        var lines = 0L;
        foreach (var head in heads)
        {
            var replay = new Replay(head);
            await foreach (var entry in db.History.AsNoTracking()
                .Where(e => e.Organisation == head.Organisation).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(stop))
            {
                replay.Read(entry);
                lines++;
            }

            var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == head.Organisation).ToListAsync(stop);
            if (replay.Close(contacts) is { } fault)
                faults.Add(fault);
        }

        return new(lines, heads.Count, faults.ToImmutable());
    }

    /// <summary>Reads one history from its beginning, and makes the contacts of it.</summary>
    private sealed class Replay(HistoryHead head)
    {
        private readonly Dictionary<Guid, ContactValues> made = [];
        private readonly HashSet<Guid> erased = [];
        private HistoryFault? fault;
        private byte[] hash = [];
        private long number;

        public void Read(HistoryEntry entry)
        {
            number++;
            Check(entry.Number == number, HistoryFaultKind.Gap);
            Check(entry.Hash.AsSpan().SequenceEqual(HistoryChain.HashOf(hash, entry)), HistoryFaultKind.WrongHash);
            hash = entry.Hash;
            if (entry is { Salt: { } salt, ActorName: { } name, Changes: { } changes })
            {
                Check(entry.Digest.AsSpan().SequenceEqual(HistoryChain.DigestOf(salt, name, changes)), HistoryFaultKind.WrongContent);
                if (IsOfContact(entry.Kind))
                {
                    made[entry.Subject] = FieldChanges.Read(changes).Aggregate(
                        made.GetValueOrDefault(entry.Subject, ContactValues.Empty), (values, c) => values.With(new ContactField(c.Field), c.To));
                }
            }
            else
            {
                erased.Add(entry.Subject);
            }
        }

        /// <summary>The first fault, or null.</summary>
        public HistoryFault? Close(IReadOnlyCollection<Contact> contacts)
        {
            Check(number == head.Number && hash.AsSpan().SequenceEqual(head.Hash), HistoryFaultKind.WrongHead);

            // An erased history no longer says what its contact is.
            foreach (var contact in contacts.Where(c => !erased.Contains(c.Id)))
                Check(made.GetValueOrDefault(contact.Id)?.Equals(contact.Values) == true, HistoryFaultKind.WrongContact, contact.Version);
            return fault;
        }

        private static bool IsOfContact(HistoryKind kind) =>
            kind is HistoryKind.ContactCreated or HistoryKind.ContactChanged or HistoryKind.ContactUndone;

        private void Check(bool holds, HistoryFaultKind kind, long? at = null)
        {
            if (!holds)
                fault ??= new(head.Organisation, at ?? number, kind);
        }
    }
}
