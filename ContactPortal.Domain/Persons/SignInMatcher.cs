using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>Finds the person that a sign-in belongs to, and binds the two (O2, P2).</summary>
public sealed class SignInMatcher(PortalDatabase database, IOptions<IssuerOptions> issuers, TimeProvider clock)
{
    /// <summary>How exactly it is kept when a person last signed in.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromHours(1);

    /// <summary>Whose sign-in it is; writes nothing.</summary>
    public async Task<SignInMatch> MatchAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (!identity.IsKeepable)
            return new SignInMatch.Refused(SignInRefusal.IdentityIncomplete);

        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return SignInRules.Match(identity, await CandidatesAsync(db, identity, cancellationToken), issuers.Value);
    }

    /// <summary>
    /// Binds the sign-in to the person that it was matched to, once all checks of it have passed, and keeps when it was. A first binding is
    /// a line in the history. False when it is not the person's after all: somebody was bound, or left, since it was matched.
    /// </summary>
    public Task<bool> BindAsync(ExternalIdentity identity, SignInMatch.Matched matched, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(
            matched.Organisation, (db, token) => BindAsync(db, identity, matched, token), cancellationToken);

    private async Task<CommandResult<bool>> BindAsync(
        PortalDb db, ExternalIdentity identity, SignInMatch.Matched matched, CancellationToken cancellationToken)
    {
        var person = await db.Persons.SingleOrDefaultAsync(
            p => p.Organisation == matched.Organisation && p.Id == matched.PersonId && p.LeftAt == null, cancellationToken);
        if (person is null)
            return false;

        var now = clock.GetUtcNow();
        HistoryWriter? history = null;
        if (person.SubjectOf(identity.Issuer) is { } bound)
        {
            if (bound.Value != identity.Subject)
                return false;
        }
        else
        {
            var taken = await PersonIdentity.TakenAsync(
                db, person.Organisation, person.Id, [identity.Subject, identity.Rid.Digits, PersonIdentity.TextOf(identity.ProfessionalUuid)], cancellationToken);
            if (taken.Any(i => i.Kind == PersonIdentifierKind.Subject && i.Issuer == identity.Issuer && i.Value == identity.Subject))
                return false;
            history = await WriteAsync(db, person, identity, taken, cancellationToken);
        }

        if (!(person.LastSignInAt > now - Exactness))
            person.LastSignInAt = now;
        return history?.ResultOf(true) ?? true;
    }

    private async Task<HistoryWriter> WriteAsync(
        PortalDb db, Person person, ExternalIdentity identity, ImmutableArray<PersonIdentifier> taken, CancellationToken cancellationToken)
    {
        var actor = new Actor(person.Id, person.Name, person.Organisation, person.IsLocalAdministrator ? Role.LocalAdministrator : Role.Staff);
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        var before = person.Values;
        person.Replace(PersonIdentifierKind.Subject, identity.Subject, history.Timestamp, identity.Issuer);
        Learn(PersonIdentifierKind.Rid, identity.Rid.Digits);
        Learn(PersonIdentifierKind.ProfessionalUuid, PersonIdentity.TextOf(identity.ProfessionalUuid));
        if (person.Email.Length == 0)
            person.Email = PersonIdentity.EmailOf(identity.Email);
        person.Version = history.NextNumber;
        foreach (var request in await db.AccessRequests.Where(r => r.Organisation == person.Organisation && r.Issuer == identity.Issuer
            && r.Subject == identity.Subject && r.AnsweredAt == null).ToListAsync(cancellationToken))
        {
            // They were added by hand meanwhile: there is nothing left to answer.
            (request.AnsweredAt, request.AnsweredBy, request.PersonId) = (history.Timestamp, person.Name, person.Id);
        }

        history.Append(
            person.Id, HistoryKind.SignInBound, Guid.NewGuid(),
            [.. PersonIdentity.ChangesOf(before, person.Values), .. PersonIdentity.SubjectAs(identity.Issuer, identity.Subject)]);
        return history;

        // What the person has already stands: it was given by hand, or said by an earlier sign-in.
        void Learn(PersonIdentifierKind kind, string value)
        {
            if (value.Length > 0 && !person.Holds(kind) && !taken.Any(i => i.Kind == kind && i.Value == value))
                person.Replace(kind, value, history.Timestamp);
        }
    }

    private static async Task<ImmutableArray<Person>> CandidatesAsync(PortalDb db, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var bySubject = await db.PersonIdentifiers
            .Where(i => i.Kind == PersonIdentifierKind.Subject && i.Value == identity.Subject && i.Issuer == identity.Issuer)
            .Select(i => i.PersonId).Distinct().ToListAsync(cancellationToken);
        var (organisation, rid, uuid) = (identity.Organisation, identity.Rid.Digits, PersonIdentity.TextOf(identity.ProfessionalUuid));
        var byOthers = await db.PersonIdentifiers
            .Where(i => i.Organisation == organisation
                && ((i.Kind == PersonIdentifierKind.Rid && i.Value == rid) || (i.Kind == PersonIdentifierKind.ProfessionalUuid && i.Value == uuid)))
            .Select(i => i.PersonId).Distinct().ToListAsync(cancellationToken);
        return
        [
            .. await db.Persons.AsNoTracking()
                .Where(p => bySubject.Contains(p.Id) || (p.Organisation == organisation && byOthers.Contains(p.Id)))
                .OrderBy(p => p.Organisation).ThenBy(p => p.Id)
                .ToListAsync(cancellationToken),
        ];
    }
}
