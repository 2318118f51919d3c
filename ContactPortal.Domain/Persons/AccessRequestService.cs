using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Asking to be let in, and the answers (P2, P3): a sign-in asks, a local administrator answers; where the municipality has none, the
/// agency does.
/// </summary>
public sealed class AccessRequestService(PortalDatabase database, SignInMatcher matcher, IPersonMails mails, TimeProvider clock)
{
    /// <summary>The actor's id in the history while the portal does not know who it is.</summary>
    private static readonly Guid Nobody = new("9a4f2f39-52a8-4d0c-8a4d-6b9c1b6f7e20");

    private const string SignIn = "Login";

    /// <summary>Asks for whoever signed in; asking again while the request is open changes nothing.</summary>
    public async Task<AskOutcome> AskAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var match = await matcher.MatchAsync(identity, cancellationToken);
        var officials = await PersonAdministration.OfficialsAsync(database, cancellationToken);
        return await match.Match(
            matched => Task.FromResult<AskOutcome>(new AskOutcome.Known(matched)),
            unknown => AskAsync(identity, unknown.Organisation, question: null, officials, cancellationToken),
            question => AskAsync(identity, question.Organisation, question, officials, cancellationToken),
            refused => Task.FromResult<AskOutcome>(new AskOutcome.Refused(refused.Reason)));
    }

    /// <summary>The newest request of that sign-in in its organisation, answered or not; null when it has none.</summary>
    public async Task<AccessRequest?> NewestAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.Organisation is not { } organisation)
            return null;
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        return await db.AccessRequests.AsNoTracking()
            .Where(r => r.Organisation == organisation && r.Issuer == identity.Issuer && r.Subject == identity.Subject)
            .OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Adds who asked to the directory, as the provider described them or as the administrator corrected it (P3).</summary>
    public Task<AccessOutcome> AdmitAsync(Actor actor, Guid requestId, PersonValues? corrected, CancellationToken cancellationToken) =>
        AnswerAsync(
            actor, requestId,
            (db, request, token) => request.Kind == AccessRequestKind.NewPerson
                ? AddAsync(db, actor, request, corrected, HistoryKind.AccessGranted, token)
                : Task.FromResult<CommandResult<AccessOutcome>>(new AccessOutcome.NotFound()),
            cancellationToken);

    /// <summary>Refuses who asked, for a reason that they are told (P3).</summary>
    public Task<AccessOutcome> RefuseAsync(Actor actor, Guid requestId, string reason, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > AccessRequest.LongestReason || !PlainText.IsPlain(reason)
            ? Task.FromResult<AccessOutcome>(new AccessOutcome.ReasonNeeded())
            : AnswerAsync(actor, requestId, async (db, request, token) =>
            {
                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                (request.AnsweredAt, request.AnsweredBy, request.RefusedBecause) = (history.Timestamp, actor.Name, reason.Trim());
                history.Append(
                    request.Id, HistoryKind.AccessRefused, Guid.NewGuid(),
                    [new(PersonField.Name.Key, "", request.Name), new(PersonField.Reason.Key, "", reason.Trim())]);
                mails.AccessAnswered(db, request, history.Timestamp);
                return history.ResultOf<AccessOutcome>(new AccessOutcome.Refused());
            }, cancellationToken);

    /// <summary>
    /// Says that who asked is the person that their identifiers point at (P2): the person signs in so from now on, has the identifiers that
    /// the provider named, and is back when they had left.
    /// </summary>
    public Task<AccessOutcome> AnswerSamePersonAsync(Actor actor, Guid requestId, CancellationToken cancellationToken) =>
        AnswerAsync(actor, requestId, (db, request, token) => ConfirmAsync(db, actor, request, token), cancellationToken);

    /// <summary>
    /// Says that who asked is another person than the one that their identifiers point at (P2): they are added to the directory, and RID and
    /// UUID are theirs from now on.
    /// </summary>
    public Task<AccessOutcome> AnswerAnotherPersonAsync(Actor actor, Guid requestId, PersonValues? corrected, CancellationToken cancellationToken) =>
        AnswerAsync(
            actor, requestId,
            (db, request, token) => request.Kind == AccessRequestKind.IdentityQuestion
                ? AddAsync(db, actor, request, corrected, HistoryKind.IdentityDenied, token)
                : Task.FromResult<CommandResult<AccessOutcome>>(new AccessOutcome.NotFound()),
            cancellationToken);

    private Task<AskOutcome> AskAsync(
        ExternalIdentity identity, OrganisationCode organisation, SignInMatch.Question? question, ImmutableArray<Guid> officials,
        CancellationToken cancellationToken) => database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var open = await db.AccessRequests.AsNoTracking().SingleOrDefaultAsync(
                r => r.Organisation == organisation && r.Issuer == identity.Issuer && r.Subject == identity.Subject && r.AnsweredAt == null, token);
            if (open is not null)
                return new AskOutcome.Asked(organisation, open.Id);

            var history = await HistoryWriter.BeginAsync(db, new(Nobody, SignIn, organisation, Role.Staff), clock, token);
            var request = new AccessRequest
            {
                Organisation = organisation,
                Id = Guid.CreateVersion7(history.Timestamp),
                Kind = question is null ? AccessRequestKind.NewPerson : AccessRequestKind.IdentityQuestion,
                Issuer = identity.Issuer,
                Subject = identity.Subject,
                Name = PlainText.Cleaned(identity.Name, PersonRules.LongestName),
                Email = PersonIdentity.EmailOf(identity.Email),
                Rid = identity.Rid.Digits,
                ProfessionalUuid = PersonIdentity.TextOf(identity.ProfessionalUuid),
                CandidateId = question?.CandidateId,
                Reason = question?.Reason,
                AskedAt = history.Timestamp,
            };
            db.AccessRequests.Add(request);
            history.Append(
                request.Id, HistoryKind.AccessRequested, Guid.NewGuid(),
                [
                    .. PersonIdentity.ChangesOf(PersonValues.Empty, request.Values),
                    .. question is null ? [] : new FieldChange[] { new(PersonField.Reason.Key, "", question.Reason.ToString()) },
                ]);
            await mails.AccessRequestedAsync(db, request, officials, token);
            return history.ResultOf<AskOutcome>(new AskOutcome.Asked(organisation, request.Id));
        }, cancellationToken);

    private async Task<AccessOutcome> AnswerAsync(
        Actor actor, Guid requestId, Func<PortalDb, AccessRequest, CancellationToken, Task<CommandResult<AccessOutcome>>> answer,
        CancellationToken cancellationToken)
    {
        // The agency's persons belong to another organisation: their right is read before the municipality's write transaction.
        var isOfficial = actor.Role == Role.Agency
            && (await PersonAdministration.OfficialsAsync(database, cancellationToken)).Contains(actor.PersonId);
        return await database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
        {
            var may = isOfficial
                ? !await PersonAdministration.HasAdministratorAsync(db, actor.Organisation, token)
                : await PersonAdministration.IsAdministratorAsync(db, actor, token);
            var request = may
                ? await db.AccessRequests.SingleOrDefaultAsync(r => r.Organisation == actor.Organisation && r.Id == requestId, token)
                : null;
            return request switch
            {
                null => new AccessOutcome.NotFound(),
                { AnsweredAt: not null } => new AccessOutcome.AlreadyAnswered(request),
                _ => await answer(db, request, token),
            };
        }, cancellationToken);
    }

    private async Task<CommandResult<AccessOutcome>> AddAsync(
        PortalDb db, Actor actor, AccessRequest request, PersonValues? corrected, HistoryKind kind, CancellationToken cancellationToken)
    {
        var values = ((corrected ?? request.Values) with { HasLeft = false }).Normalised();
        if (PersonRules.ValidateAdmitted(values) is { IsEmpty: false } errors)
            return new AccessOutcome.Invalid(errors);
        if (kind != HistoryKind.IdentityDenied
            && await PersonIdentity.ValidateAsync(db, actor.Organisation, null, values, cancellationToken) is { IsEmpty: false } taken)
        {
            return new AccessOutcome.Invalid(taken);
        }

        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);

        // One value is one person's at a time: what was another's is closed first.
        await ReleaseAsync(db, history, request, values, exceptOf: null, cancellationToken);
        var person = db.Persons.Add(new()
        {
            Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Name = "", Email = "", CreatedAt = history.Timestamp,
        }).Entity;
        PersonIdentity.Apply(person, values, history.Timestamp, []);
        Admit(db, history, actor, request, person, PersonValues.Empty, kind);
        return history.ResultOf<AccessOutcome>(new AccessOutcome.Admitted(PersonEntry.Of(person)));
    }

    private async Task<CommandResult<AccessOutcome>> ConfirmAsync(
        PortalDb db, Actor actor, AccessRequest request, CancellationToken cancellationToken)
    {
        var person = request.CandidateId is { } id
            ? await db.Persons.SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Id == id, cancellationToken)
            : null;
        if (person is null)
            return new AccessOutcome.NotFound();

        var before = person.Values;
        var values = before with
        {
            HasLeft = false,
            Email = before.Email.Length > 0 ? before.Email : request.Email,
            Rid = request.Rid.Length > 0 ? request.Rid : before.Rid,
            ProfessionalUuid = request.ProfessionalUuid.Length > 0 ? request.ProfessionalUuid : before.ProfessionalUuid,
        };
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        await ReleaseAsync(db, history, request, request.Values, person.Id, cancellationToken);

        // A left person's own RID may have been given to somebody else meanwhile: it stays theirs, unless the sign-in named it.
        var taken = await PersonIdentity.TakenAsync(db, actor.Organisation, person.Id, [.. person.Identifiers.Select(i => i.Value)], cancellationToken);
        if (request.Rid.Length == 0 && taken.Any(i => i.Kind == PersonIdentifierKind.Rid && i.Value == values.Rid))
            values = values with { Rid = "" };
        if (request.ProfessionalUuid.Length == 0 && taken.Any(i => i.Kind == PersonIdentifierKind.ProfessionalUuid && i.Value == values.ProfessionalUuid))
            values = values with { ProfessionalUuid = "" };
        PersonIdentity.Apply(person, values, history.Timestamp, taken);
        Admit(db, history, actor, request, person, before, HistoryKind.IdentityConfirmed);
        return history.ResultOf<AccessOutcome>(new AccessOutcome.Admitted(PersonEntry.Of(person)));
    }

    /// <summary>Lets the asker sign in as the person, answers the request, and tells of both.</summary>
    private void Admit(PortalDb db, HistoryWriter history, Actor actor, AccessRequest request, Person person, PersonValues before, HistoryKind kind)
    {
        person.Replace(PersonIdentifierKind.Subject, request.Subject, history.Timestamp, request.Issuer);
        person.Version = history.NextNumber;
        (request.AnsweredAt, request.AnsweredBy, request.PersonId) = (history.Timestamp, actor.Name, person.Id);
        history.Append(
            person.Id, kind, Guid.NewGuid(),
            [.. PersonIdentity.ChangesOf(before, person.Values), .. PersonIdentity.SubjectAs(request.Issuer, request.Subject)]);
        mails.AccessAnswered(db, request, history.Timestamp);
    }

    /// <summary>Closes those values where others have them; each of those persons has a line of it.</summary>
    private static async Task ReleaseAsync(
        PortalDb db, HistoryWriter history, AccessRequest request, PersonValues values, Guid? exceptOf, CancellationToken cancellationToken)
    {
        var held = (await PersonIdentity.TakenAsync(
                db, request.Organisation, exceptOf, [request.Subject, values.Rid, values.ProfessionalUuid], cancellationToken))
            .Where(i => i.Kind switch
            {
                PersonIdentifierKind.Subject => i.Issuer == request.Issuer && i.Value == request.Subject,
                PersonIdentifierKind.Rid => i.Value == values.Rid,
                PersonIdentifierKind.ProfessionalUuid => i.Value == values.ProfessionalUuid,
                PersonIdentifierKind.DirectoryId => false,
                _ => throw new ArgumentOutOfRangeException(nameof(request), i.Kind, "There is no such kind of identifier."),
            })
            .ToList();
        foreach (var those in held.GroupBy(i => i.PersonId))
        {
            var person = await db.Persons.SingleAsync(p => p.Organisation == request.Organisation && p.Id == those.Key, cancellationToken);
            var before = person.Values;
            foreach (var identifier in those)
                person.Replace(identifier.Kind, "", history.Timestamp, identifier.Issuer);
            person.Version = history.NextNumber;
            history.Append(person.Id, HistoryKind.PersonChanged, Guid.NewGuid(), PersonIdentity.ChangesOf(before, person.Values));
        }

        if (held.Count > 0)
            await db.SaveChangesAsync(cancellationToken);
    }
}
