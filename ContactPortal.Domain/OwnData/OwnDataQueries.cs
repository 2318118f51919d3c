using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.OwnData;

/// <summary>
/// Reads what the portal holds on the person who asks, in all organisations that they work or worked for, and on nobody else (O4).
/// </summary>
public sealed class OwnDataQueries(PortalDatabase database)
{
    /// <summary>The maximum number of mails read; the newest.</summary>
    public const int MaxMails = 100;

    /// <summary>How long before the first entry an invitation or an answer may have been sent to the person.</summary>
    private static readonly TimeSpan InvitedBefore = Invitation.Lifetime;

    /// <summary>What the portal holds on the actor's person.</summary>
    public async Task<PersonalRecord> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        // The rows of one person, whatever the organisation: each query names the person.
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var person = actor.PersonId;
        var entries = await db.Persons.AsNoTracking().Where(p => p.Id == person).OrderBy(p => p.Organisation)
            .ToListAsync(cancellationToken);
        var codes = entries.Select(p => p.Organisation).ToList();
        var history = await db.History.AsNoTracking().Where(e => codes.Contains(e.Organisation) && e.Subject == person)
            .OrderBy(e => e.Number).ToListAsync(cancellationToken);
        var places = await OwnPlaces.ReadAsync(db, entries, cancellationToken);
        return new(
            person, await EntriesAsync(db, entries, history, cancellationToken), places,
            await RightsAsync(db, entries, history, cancellationToken), await ClaimsAsync(db, person, codes, cancellationToken),
            await MailsAsync(db, entries, places, cancellationToken));
    }

    private static async Task<ImmutableArray<OwnEntry>> EntriesAsync(
        PortalDb db, List<Person> entries, List<HistoryEntry> history, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<OwnEntry>();
        foreach (var entry in entries)
        {
            var administrators = await AdministratorQueries.AdministratorsIn(db, entry.Organisation).AsNoTracking()
                .Select(p => p.Name).ToListAsync(cancellationToken);
            var isProvisioned = await db.ProvisionedUsers.AnyAsync(
                u => u.Organisation == entry.Organisation && u.PersonId == entry.Id && u.DeletedAt == null, cancellationToken);
            read.Add(new(
                entry.Organisation, entry.Name, entry.Email, entry.CreatedAt, entry.LeftAt, entry.LastSignInAt, entry.IsLocalAdministrator,
                isProvisioned,
                [
                    .. entry.Identifiers.OrderBy(i => i.Until is not null).ThenBy(i => i.Kind).ThenByDescending(i => i.From)
                        .Select(i => new OwnIdentifier(i.Kind, i.Issuer, i.Value, i.From, i.Until)),
                ],
                SourcesIn(history.Where(e => e.Organisation == entry.Organisation)),
                [.. administrators.Order(DanishCollation.Names)]));
        }

        return read.ToImmutable();
    }

    /// <summary>The newest change of each field, by the entries given oldest first.</summary>
    private static ImmutableArray<OwnSource> SourcesIn(IEnumerable<HistoryEntry> entries)
    {
        var sources = new Dictionary<string, OwnSource>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var file = FieldChanges.Read(entry.Changes).FirstOrDefault(c => c.Field == FieldChanges.Source)?.To;
            foreach (var change in FieldChanges.ReadFields(entry.Changes))
                sources[change.Field] = new(change.Field, entry.ActorName, entry.At, file);
        }

        return [.. sources.Values];
    }

    private static async Task<ImmutableArray<OwnRight>> RightsAsync(
        PortalDb db, List<Person> entries, List<HistoryEntry> history, CancellationToken cancellationToken)
    {
        var rights = ImmutableArray.CreateBuilder<OwnRight>();
        foreach (var entry in entries)
        {
            if (entry.Organisation == OrganisationCode.Agency)
                rights.Add(new(entry.Organisation, OwnRightKind.Agency, entry.CreatedAt, By: null));
            var grants = await db.Grants.AsNoTracking().Where(g => g.Organisation == entry.Organisation && g.PersonId == entry.Id)
                .ToListAsync(cancellationToken);
            rights.AddRange(grants.Select(
                g => new OwnRight(g.Organisation, OwnRightKind.TassOpfoelgning, g.GrantedAt, g.GrantedBy)));
            if (!entry.IsLocalAdministrator)
                continue;
            var appointed = history.FindLast(
                e => e.Organisation == entry.Organisation
                    && e.Kind is HistoryKind.AdministratorAppointed or HistoryKind.InvitationAccepted);
            rights.Add(new(entry.Organisation, OwnRightKind.LocalAdministrator, appointed?.At, appointed?.ActorName));
        }

        return rights.ToImmutable();
    }

    private static async Task<int> ClaimsAsync(
        PortalDb db, Guid person, List<OrganisationCode> codes, CancellationToken cancellationToken)
    {
        var claimed = await db.DeliveryErrors.Where(e => e.ClaimedById == person && e.ResolvedBy == null)
            .Select(e => new { e.Organisation, e.Delivery }).ToListAsync(cancellationToken);
        if (claimed.Count == 0)
            return 0;
        var newest = await db.Deliveries.Where(d => codes.Contains(d.Organisation))
            .GroupBy(d => new { d.Organisation, d.Type }).Select(g => new { g.Key.Organisation, Number = g.Max(d => d.Number) })
            .ToListAsync(cancellationToken);
        return claimed.Count(e => newest.Exists(n => n.Organisation == e.Organisation && n.Number == e.Delivery));
    }

    private static async Task<ImmutableArray<OwnMail>> MailsAsync(
        PortalDb db, List<Person> entries, ImmutableArray<OwnPlace> places, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return [];
        var person = entries[0].Id;
        var addresses = entries.Select(e => e.Email).Where(email => email.Length > 0).Distinct().ToList();

        // Before, the address may have been another person's.
        var since = entries.Min(e => e.CreatedAt) - InvitedBefore;
        var contacts = places.Select(p => (Guid?)p.ContactId).Distinct().ToList();
        var mails = await db.Outbox.AsNoTracking()
            .Where(m => m.PersonId == person || contacts.Contains(m.ContactId)
                || (m.ToAddress != null && addresses.Contains(m.ToAddress) && m.CreatedAt >= since))
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Sequence).Take(MaxMails * 2).ToListAsync(cancellationToken);
        return
        [
            .. mails.Where(m => m.ContactId is not { } contact || places.Any(p => p.ContactId == contact && p.CoversAt(m.CreatedAt)))
                .Take(MaxMails).Select(m => new OwnMail(m.Organisation, ShownMail.Of(m, RecipientNames.None))),
        ];
    }
}
