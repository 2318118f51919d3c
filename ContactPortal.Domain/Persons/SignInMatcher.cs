using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>Matches a sign-in to a person, and binds it (O2, P2).</summary>
public sealed class SignInMatcher(PortalDatabase database, IOptions<IssuerOptions> issuers, TimeProvider clock)
{
    /// <summary>The time of the last sign-in is updated at most once per interval, to save writes.</summary>
    private static readonly TimeSpan LastSignInPrecision = TimeSpan.FromHours(1);

    // A match fails to be bound when somebody changes the person at that moment.
    private const int MostAttempts = 3;

    /// <summary>Matches the sign-in to a person; see <see cref="SignInRules"/>. Writes nothing.</summary>
    public async Task<SignInMatch> MatchAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (!identity.HasValidSubject)
            return new SignInMatch.Refused(SignInRefusal.IdentityIncomplete);

        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return SignInRules.Match(identity, await FindCandidatesAsync(db, identity, cancellationToken), issuers.Value);
    }

    /// <summary>
    /// Matches the sign-in to a person and binds it; to be called once all other checks of the sign-in have passed. A match that no longer
    /// holds when it is to be bound is made once more, and is then a question: whoever is matched is bound.
    /// </summary>
    public async Task<SignInMatch> MatchAndBindAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var match = await MatchAsync(identity, cancellationToken);
        for (var attempt = 1; match is SignInMatch.Matched matched; attempt++)
        {
            if (await BindAsync(identity, matched, cancellationToken))
                return match;
            match = attempt < MostAttempts
                ? await MatchAsync(identity, cancellationToken)
                : new SignInMatch.Question(matched.Organisation, matched.PersonId, IdentityMismatch.OtherSubject);
        }

        return match;
    }

    /// <summary>
    /// The person that the subject is bound to in another municipality, or null: an entry for them gets the same id (P1, O1). See
    /// <see cref="SignInRules.FindElsewhere"/>.
    /// </summary>
    internal async Task<Guid?> FindElsewhereAsync(
        string issuer, string subject, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var bound = await db.PersonIdentifiers
            .Where(i => i.Kind == PersonIdentifierKind.Subject && i.Value == subject && i.Issuer == issuer && i.Until == null)
            .AsNoTracking().ToListAsync(cancellationToken);
        return SignInRules.FindElsewhere(issuer, organisation, bound, issuers.Value);
    }

    /// <summary>
    /// Binds the sign-in to the person that it was matched to, and records its time; to be called once all other checks of the sign-in have
    /// passed. The first binding is recorded in the history. False when the match no longer holds: since then the person has been bound to
    /// another subject or has left, or the subject has been bound to another person.
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
        if (person.FindSubject(identity.Issuer) is { } bound)
        {
            if (bound.Value != identity.Subject)
                return false;
        }
        else
        {
            var taken = await PersonUpdates.FindTakenAsync(
                db, person.Organisation, person.Id,
                [identity.Subject, identity.Rid.Digits, PersonUpdates.FormatUuid(identity.ProfessionalUuid)], cancellationToken);
            if (taken.Any(i => i.Kind == PersonIdentifierKind.Subject && i.Issuer == identity.Issuer && i.Value == identity.Subject))
                return false;
            history = await WriteBindingAsync(db, person, identity, taken, cancellationToken);
        }

        if (!(person.LastSignInAt > now - LastSignInPrecision))
            person.LastSignInAt = now;
        return history?.ResultOf(true) ?? true;
    }

    private async Task<HistoryWriter> WriteBindingAsync(
        PortalDb db, Person person, ExternalIdentity identity, ImmutableArray<PersonIdentifier> taken, CancellationToken cancellationToken)
    {
        var actor = new Actor(
            person.Id, person.Name, person.Organisation, person.IsLocalAdministrator ? Role.LocalAdministrator : Role.Staff);
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        var before = person.Values;
        person.SetIdentifier(PersonIdentifierKind.Subject, identity.Subject, history.Timestamp, identity.Issuer);
        SetIfMissing(PersonIdentifierKind.Rid, identity.Rid.Digits);
        SetIfMissing(PersonIdentifierKind.ProfessionalUuid, PersonUpdates.FormatUuid(identity.ProfessionalUuid));
        if (person.Email.Length == 0)
            person.Email = PersonUpdates.ValidEmailOrEmpty(identity.Email);
        person.Version = history.NextNumber;
        await CloseRequestsAsync(db, person, identity, history.Timestamp, cancellationToken);
        history.Append(
            person.Id, HistoryKind.SignInBound, Guid.NewGuid(),
            [
                .. PersonUpdates.ChangesOf(before, person.Values),
                .. PersonUpdates.ChangesOfBinding(identity.Issuer, identity.Subject),
            ]);
        return history;

        // Values entered by an administrator, or stated by an earlier sign-in, are kept.
        void SetIfMissing(PersonIdentifierKind kind, string value)
        {
            if (value.Length > 0 && !person.HasIdentifier(kind) && !taken.Any(i => i.Kind == kind && i.Value == value))
                person.SetIdentifier(kind, value, history.Timestamp);
        }
    }

    /// <summary>Closes the sign-in's open access request: the person has been added to the directory by hand since.</summary>
    private static async Task CloseRequestsAsync(
        PortalDb db, Person person, ExternalIdentity identity, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var open = await db.AccessRequests
            .Where(r => r.Organisation == person.Organisation && r.Issuer == identity.Issuer && r.Subject == identity.Subject
                && r.AnsweredAt == null)
            .ToListAsync(cancellationToken);
        foreach (var request in open)
            (request.AnsweredAt, request.AnsweredBy, request.PersonId) = (at, person.Name, person.Id);
    }

    private static async Task<ImmutableArray<Person>> FindCandidatesAsync(
        PortalDb db, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var bySubject = await db.PersonIdentifiers
            .Where(i => i.Kind == PersonIdentifierKind.Subject && i.Value == identity.Subject && i.Issuer == identity.Issuer)
            .Select(i => i.PersonId).Distinct().ToListAsync(cancellationToken);
        var (organisation, rid, uuid) =
            (identity.Organisation, identity.Rid.Digits, PersonUpdates.FormatUuid(identity.ProfessionalUuid));
        var directoryId = identity.DirectoryId;
        var byOther = await db.PersonIdentifiers
            .Where(i => i.Organisation == organisation
                && ((i.Kind == PersonIdentifierKind.Rid && i.Value == rid)
                    || (i.Kind == PersonIdentifierKind.ProfessionalUuid && i.Value == uuid)
                    || (directoryId != null && i.Kind == PersonIdentifierKind.DirectoryId && i.Value == directoryId)))
            .Select(i => i.PersonId).Distinct().ToListAsync(cancellationToken);
        return
        [
            .. await db.Persons.AsNoTracking()
                .Where(p => bySubject.Contains(p.Id) || (p.Organisation == organisation && byOther.Contains(p.Id)))
                .OrderBy(p => p.Organisation).ThenBy(p => p.Id)
                .ToListAsync(cancellationToken),
        ];
    }
}
