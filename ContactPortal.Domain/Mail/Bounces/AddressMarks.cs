using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Marks the addresses that are dead, and takes the marks away again (D7).</summary>
public sealed class AddressMarks(PortalDatabase database, TimeProvider clock)
{
    private const string Address = ContactField.BouncedAddressKey;
    private const string Cause = ContactField.BounceCauseKey;

    /// <summary>How long after an accepted mail its bounce may come.</summary>
    private static readonly TimeSpan BounceMayFollow = TimeSpan.FromDays(1);

    /// <summary>The actor's id in the history: a mail server is no person.</summary>
    private static readonly Guid MailServer = new("2c9b8f64-6a4e-4f0e-8a54-0c2f3f9b7a11");

    /// <summary>
    /// Takes the marks away whose address has accepted a mail that didn't come back within a day; returns how many. Called regularly.
    /// </summary>
    public async Task<int> RemoveOutlivedAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - BounceMayFollow;
        List<AddressBounce> outlived;
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            outlived = await db.AddressBounces.AsNoTracking().Where(b => b.AcceptedAt != null && b.AcceptedAt <= until)
                .ToListAsync(cancellationToken);
        }

        foreach (var bounce in outlived)
        {
            var actor = ServerOf(bounce.Organisation);
            await database.ExecuteWriteAsync(
                bounce.Organisation, (db, token) => RemoveAsync(db, actor, bounce.Address, b => b.AcceptedAt <= until, token),
                cancellationToken);
        }

        return outlived.Count;
    }

    /// <summary>Takes the mark of an address away because somebody says that it is right; false without a mark or the right to it.</summary>
    public async Task<bool> ConfirmAsync(Actor actor, string address, CancellationToken cancellationToken) =>
        actor.May(Actions.EditContacts) && await database.ExecuteWriteAsync(
            actor, (db, token) => RemoveAsync(db, actor, AddressBounce.KeyOf(address), _ => true, token), cancellationToken);

    /// <summary>
    /// Records that a server says that the address is dead. False when the recipient has another address now, or isn't in the directory.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="address">The address that it was sent to.</param>
    /// <param name="cause">The server's words.</param>
    /// <param name="isRefused">Whether the portal's own server refused it, so that one answer is enough for a mark.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<bool> RecordDeadAsync(
        OutboxMail mail, string address, string cause, bool isRefused, CancellationToken cancellationToken)
    {
        var key = AddressBounce.KeyOf(address);
        return database.ExecuteWriteAsync(mail.Organisation, async (db, token) =>
        {
            if (!await IsStillAddressAsync(db, mail, key, token))
                return false;
            var history = await HistoryWriter.BeginAsync(db, ServerOf(mail.Organisation), clock, token);
            var bounce = await db.AddressBounces.SingleOrDefaultAsync(b => b.Organisation == mail.Organisation && b.Address == key, token)
                ?? db.AddressBounces.Add(new()
                {
                    Organisation = mail.Organisation, Address = key, FirstAt = history.Timestamp, At = history.Timestamp, Cause = cause,
                }).Entity;
            (bounce.At, bounce.Cause, bounce.AcceptedAt) = (history.Timestamp, cause, null);
            if (bounce.MarkedAt is not null
                || (!isRefused && DanishCalendar.Of(bounce.FirstAt) == DanishCalendar.Of(history.Timestamp)))
            {
                return new CommandResult<bool>(true);
            }

            bounce.MarkedAt = history.Timestamp;
            var subject = mail.ContactId ?? mail.PersonId ?? Guid.Empty;
            history.Append(subject, HistoryKind.AddressBounced, Guid.NewGuid(), [new(Address, "", address), new(Cause, "", cause)]);
            return history.ResultOf(true);
        }, cancellationToken);
    }

    /// <summary>Records that a mail to the address was accepted; call in the transaction that records the mail's result.</summary>
    internal static async Task RecordAcceptedAsync(
        PortalDb db, OutboxMail mail, string address, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = AddressBounce.KeyOf(address);
        var bounce = await db.AddressBounces.SingleOrDefaultAsync(
            b => b.Organisation == mail.Organisation && b.Address == key && b.AcceptedAt == null, cancellationToken);
        if (bounce is not null)
            bounce.AcceptedAt = at;
    }

    private async Task<CommandResult<bool>> RemoveAsync(
        PortalDb db, Actor actor, string key, Func<AddressBounce, bool> mayGo, CancellationToken cancellationToken)
    {
        var bounce = await db.AddressBounces.SingleOrDefaultAsync(
            b => b.Organisation == actor.Organisation && b.Address == key, cancellationToken);
        if (bounce is null || !mayGo(bounce))
            return new(false);
        db.AddressBounces.Remove(bounce);
        if (bounce.MarkedAt is null)
            return new(true);
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        foreach (var subject in await OwnersAsync(db, actor.Organisation, key, cancellationToken))
            history.Append(subject, HistoryKind.AddressConfirmed, Guid.NewGuid(), [new(Address, bounce.Address, "")]);
        return history.ResultOf(true);
    }

    private static async Task<List<Guid>> OwnersAsync(
        PortalDb db, OrganisationCode organisation, string key, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation)
            .Select(c => new { c.Id, c.Email }).ToListAsync(cancellationToken);
        var persons = await db.Persons.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Organisation == organisation)
            .Select(p => new { p.Id, p.Email }).ToListAsync(cancellationToken);

        // Compared here: the databases' lower case differs from the key's.
        List<Guid> owners = [.. contacts.Concat(persons).Where(o => AddressBounce.KeyOf(o.Email) == key).Select(o => o.Id)];
        return owners.Count > 0 ? owners : [Guid.Empty];
    }

    private static async Task<bool> IsStillAddressAsync(PortalDb db, OutboxMail mail, string key, CancellationToken cancellationToken)
    {
        var current = mail.ContactId is { } contact
            ? await db.Contacts.Where(c => c.Organisation == mail.Organisation && c.Id == contact).Select(c => c.Email)
                .SingleOrDefaultAsync(cancellationToken)
            : await db.Persons.IgnoreAutoIncludes().Where(p => p.Organisation == mail.Organisation && p.Id == mail.PersonId)
                .Select(p => p.Email).SingleOrDefaultAsync(cancellationToken);
        return current is not null && AddressBounce.KeyOf(current) == key;
    }

    private static Actor ServerOf(OrganisationCode organisation) => new(MailServer, "Mailserver", organisation, Role.Agency);
}
