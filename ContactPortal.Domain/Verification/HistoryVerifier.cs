using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>
/// Verifies the histories: every hash and digest, that erased entries were erased by the portal, and that replaying the entries gives the
/// stored contacts, persons, administrators, rights, absences and claimed errors.
/// </summary>
public sealed class HistoryVerifier(PortalDatabase database)
{
    /// <summary>Verifies all organisations' histories from one read transaction; saves may continue meanwhile.</summary>
    /// <param name="anchors">Ends that the histories had before, kept outside of the database: they must still be part of them.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    public async Task<HistoryVerificationResult> VerifyAsync(
        IReadOnlyCollection<HistoryAnchor> anchors, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var heads = await db.Heads.AsNoTracking().ToDictionaryAsync(h => h.Organisation, cancellationToken);

        // Includes organisations whose head was deleted but whose entries, contacts or anchors remain.
        var organisations = heads.Keys
            .Union(await db.History.Select(e => e.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(await db.Contacts.Select(c => c.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(await db.Persons.Where(p => p.Version > 0).Select(p => p.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(anchors.Select(a => a.Organisation))
            .Order()
            .ToList();
        var faults = ImmutableArray.CreateBuilder<HistoryFault>();
        var count = 0L;
        foreach (var organisation in organisations)
        {
            var replay = new HistoryReplay(heads.GetValueOrDefault(organisation) ?? new() { Organisation = organisation }, anchors);
            count += await VerifyAsync(db, organisation, replay, cancellationToken);
            if (replay.Fault is { } fault)
                faults.Add(fault);
        }

        return new(count, organisations.Count, faults.ToImmutable());
    }

    /// <summary>The same without anchors.</summary>
    public Task<HistoryVerificationResult> VerifyAsync(CancellationToken cancellationToken) => VerifyAsync([], cancellationToken);

    /// <summary>Verifies one organisation's history; returns how many entries were read.</summary>
    private static async Task<long> VerifyAsync(
        PortalDb db, OrganisationCode organisation, HistoryReplay replay, CancellationToken cancellationToken)
    {
        var count = 0L;
        try
        {
            await foreach (var entry in db.History.AsNoTracking()
                .Where(e => e.Organisation == organisation)
                .OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                replay.Read(entry);
                count++;
            }
        }
        catch (FormatException)
        {
            // A malformed id, which the portal never writes; the entries after it cannot be read.
            replay.Unreadable();
        }

        await replay.CompareAsync(db, cancellationToken);
        return count;
    }
}
