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

    /// <summary>A line has something else where an id should stand.</summary>
    Unreadable,

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
public sealed record HistoryVerificationResult(long Lines, int Organisations, ImmutableArray<HistoryFault> Faults);

/// <summary>Verifies the histories: every hash, every digest, and that each contact is what its history makes of it.</summary>
public sealed class HistoryVerifier(PortalDatabase database)
{
    /// <summary>Verifies all organisations' histories, as they stand at one moment: saves may go on meanwhile.</summary>
    public async Task<HistoryVerificationResult> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var heads = await db.Heads.AsNoTracking().ToDictionaryAsync(h => h.Organisation, cancellationToken);

        // An organisation whose head was taken away still has its lines and contacts.
        var organisations = heads.Keys
            .Union(await db.History.Select(e => e.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(await db.Contacts.Select(c => c.Organisation).Distinct().ToListAsync(cancellationToken))
            .Order()
            .ToList();
        var faults = ImmutableArray.CreateBuilder<HistoryFault>();
        var lines = 0L;
        foreach (var organisation in organisations)
        {
            var replay = new Replay(heads.GetValueOrDefault(organisation) ?? new() { Organisation = organisation });
            try
            {
                await foreach (var entry in db.History.AsNoTracking()
                    .Where(e => e.Organisation == organisation).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
                {
                    replay.Read(entry);
                    lines++;
                }
            }
            catch (FormatException)
            {
                // Something stands where an id should: the portal never wrote that, and what follows can't be reached past it.
                replay.Unreadable();
            }

            if (replay.Complete(await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(cancellationToken)) is { } fault)
                faults.Add(fault);
        }

        return new(lines, organisations.Count, faults.ToImmutable());
    }

    /// <summary>Reads one history from its beginning, and makes the contacts of it.</summary>
    private sealed class Replay(HistoryHead head)
    {
        private readonly Dictionary<Guid, (ContactValues Values, long Version)> made = [];
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

            // Only a line that lost all three was erased; one that lost some of them could say anything.
            if (entry is { Salt: null, ActorName: null, Changes: null })
                erased.Add(entry.Subject);
            else if (entry is { Salt: { } salt, ActorName: { } name, Changes: { } changes }
                && entry.Digest.AsSpan().SequenceEqual(HistoryChain.DigestOf(salt, name, changes)))
                Make(entry, changes);
            else
                Check(false, HistoryFaultKind.WrongContent);
        }

        /// <summary>The next line could not even be read.</summary>
        public void Unreadable()
        {
            number++;
            Check(false, HistoryFaultKind.Unreadable);
        }

        private void Make(HistoryEntry entry, string changes)
        {
            if (!entry.Kind.IsOfContactFields())
                return;
            var before = made.GetValueOrDefault(entry.Subject).Values ?? ContactValues.Empty;
            made[entry.Subject] =
                (FieldChanges.Read(changes).Aggregate(before, (values, c) => values.With(new ContactField(c.Field), c.To)), entry.Number);
        }

        /// <summary>The first fault, or null.</summary>
        public HistoryFault? Complete(IReadOnlyCollection<Contact> contacts)
        {
            Check(number == head.Number && hash.AsSpan().SequenceEqual(head.Hash), HistoryFaultKind.WrongHead);

            // An erased history no longer says what its contact is. A contact is never removed while its history stands.
            foreach (var contact in contacts.Where(c => !erased.Contains(c.Id)))
                Check(made.GetValueOrDefault(contact.Id) == (contact.Values, contact.Version), HistoryFaultKind.WrongContact, contact.Version);
            foreach (var (_, (_, version)) in made.ExceptBy(contacts.Select(c => c.Id).Union(erased), m => m.Key))
                Check(false, HistoryFaultKind.WrongContact, version);
            return fault;
        }

        private void Check(bool holds, HistoryFaultKind kind, long? at = null)
        {
            if (!holds)
                fault ??= new(head.Organisation, at ?? number, kind);
        }
    }
}
