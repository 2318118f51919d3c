using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// The mails of all organisations that could not be sent or came back (D7). Open to the agency's persons, which each call checks in the
/// database.
/// </summary>
public sealed class FailedMails(PortalDatabase database, MailFeed feed, TimeProvider clock)
{
    /// <summary>The number of mails on a page.</summary>
    public const int PageSize = 20;

    /// <summary>A page of them, newest first; none without the right.</summary>
    public async Task<FailedMailPage> ReadAsync(Actor actor, int page, CancellationToken cancellationToken)
    {
        if (!await IsOpenToAsync(actor, cancellationToken))
            return new([], HasMore: false, Failed: 0);
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var mails = await MailRetries.Failed(db).AsNoTracking().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Sequence)
            .Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        var names = await RecipientNames.OfAsync(db, mails, cancellationToken);
        return new(
            [.. mails.Take(PageSize).Select(m => new FailedMail(m.Organisation, ShownMail.Of(m, names)))],
            mails.Count > PageSize, await MailRetries.Failed(db).CountAsync(cancellationToken));
    }

    /// <summary>Requeues one of them; false when there is none, or the actor has no right to it.</summary>
    public async Task<bool> RetryAsync(
        Actor actor, OrganisationCode organisation, long sequence, CancellationToken cancellationToken) =>
        await IsOpenToAsync(actor, cancellationToken)
        && await RetryAsync(actor with { Organisation = organisation }, sequence, cancellationToken) > 0;

    /// <summary>Requeues all of them, organisation by organisation; returns how many.</summary>
    public async Task<int> RetryAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!await IsOpenToAsync(actor, cancellationToken))
            return 0;
        List<OrganisationCode> organisations;
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            organisations = await MailRetries.Failed(db).Select(m => m.Organisation).Distinct().ToListAsync(cancellationToken);
        }

        var count = 0;
        foreach (var organisation in organisations)
            count += await RetryAsync(actor with { Organisation = organisation }, sequence: null, cancellationToken);
        return count;
    }

    private async Task<bool> IsOpenToAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.ManageSystems)
        && (await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken)).Contains(actor.PersonId);

    private async Task<int> RetryAsync(Actor actor, long? sequence, CancellationToken cancellationToken)
    {
        var requeued = await database.ExecuteWriteAsync(
            actor.Organisation,
            (db, token) => MailRetries.RequeueAsync(
                db, actor, MailRetries.FailedIn(db, actor).Where(m => sequence == null || m.Sequence == sequence), clock, token),
            cancellationToken);
        if (requeued > 0)
            feed.Publish(actor.Organisation);
        return requeued;
    }
}
