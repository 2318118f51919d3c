using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Creates and answers access requests (P2, P3). A person who has signed in asks; a local administrator answers, or the agency while the
/// municipality has no administrator.
/// </summary>
public sealed class AccessRequestService(
    PortalDatabase database, SignInMatcher matcher, IPersonMails mails, TimeProvider clock,
    IOptions<OrganisationOptions>? organisations = null)
{
    /// <summary>Requests access for the sign-in; asking again while its request is open changes nothing.</summary>
    public async Task<AskOutcome> AskAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var match = await matcher.MatchAsync(identity, cancellationToken);
        var agencyPersons = await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await match.Match(
            matched => Task.FromResult<AskOutcome>(new AskOutcome.Known(matched)),
            unknown => AskAsync(identity, unknown.Organisation, question: null, agencyPersons, cancellationToken),
            question => AskAsync(identity, question.Organisation, question, agencyPersons, cancellationToken),
            refused => Task.FromResult<AskOutcome>(new AskOutcome.Refused(refused.Reason)));
    }

    /// <summary>The sign-in's newest request in its organisation, open or answered; null when it has none.</summary>
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

    /// <summary>Grants a request of a new person, who is added to the directory with the sign-in bound (P3).</summary>
    /// <param name="actor">A local administrator, or an agency person while there is none.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="corrected">The administrator's corrections of the request's values; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<AccessOutcome> AdmitAsync(
        Actor actor, Guid requestId, PersonValues? corrected, CancellationToken cancellationToken) =>
        AnswerWithNewPersonAsync(
            actor, requestId, corrected, AccessRequestKind.NewPerson, HistoryKind.AccessGranted, cancellationToken);

    /// <summary>Refuses a request; the reason is mailed to the requester (P3).</summary>
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
    /// Answers an identity question: it is the same person (P2). The sign-in is bound to the person, who gets the identifiers that the
    /// provider states, and who is marked as returned if they had left.
    /// </summary>
    public Task<AccessOutcome> AnswerSamePersonAsync(Actor actor, Guid requestId, CancellationToken cancellationToken) =>
        AnswerAsync(actor, requestId, (db, request, token) => ConfirmAsync(db, actor, request, token), cancellationToken);

    /// <summary>
    /// Answers an identity question: it is another person (P2), who is added to the directory with the RID and UUID; the former holder
    /// loses them.
    /// </summary>
    public Task<AccessOutcome> AnswerAnotherPersonAsync(
        Actor actor, Guid requestId, PersonValues? corrected, CancellationToken cancellationToken) =>
        AnswerWithNewPersonAsync(
            actor, requestId, corrected, AccessRequestKind.IdentityQuestion, HistoryKind.IdentityDenied, cancellationToken);

    private async Task<AccessOutcome> AnswerWithNewPersonAsync(
        Actor actor, Guid requestId, PersonValues? corrected, AccessRequestKind kind, HistoryKind history,
        CancellationToken cancellationToken)
    {
        // Before the write transaction, which cannot read other organisations. The answer checks the actor's right.
        AccessRequest? found;
        await using (var db = await database.OpenReadAsync(actor.Organisation, cancellationToken))
        {
            found = await db.AccessRequests.AsNoTracking()
                .SingleOrDefaultAsync(r => r.Organisation == actor.Organisation && r.Id == requestId, cancellationToken);
        }

        var elsewhere = found is null
            ? null
            : await matcher.FindElsewhereAsync(found.Issuer, found.Subject, found.Organisation, cancellationToken);
        return await AnswerAsync(
            actor, requestId,
            (db, request, token) => request.Kind == kind
                ? AddAsync(db, actor, request, corrected, history, elsewhere, token)
                : Task.FromResult<CommandResult<AccessOutcome>>(new AccessOutcome.NotFound()),
            cancellationToken);
    }

    private Task<AskOutcome> AskAsync(
        ExternalIdentity identity, OrganisationCode organisation, SignInMatch.Question? question, ImmutableArray<Guid> agencyPersons,
        CancellationToken cancellationToken) => database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var open = await db.AccessRequests.AsNoTracking().SingleOrDefaultAsync(
                r => r.Organisation == organisation && r.Issuer == identity.Issuer && r.Subject == identity.Subject && r.AnsweredAt == null,
                token);
            if (open is not null)
                return new AskOutcome.Asked(organisation, open.Id);

            var history = await HistoryWriter.BeginAsync(db, UnknownActor.In(organisation), clock, token);
            var request = AccessRequest.Of(identity, organisation, question, history.Timestamp);
            db.AccessRequests.Add(request);
            history.Append(
                request.Id, HistoryKind.AccessRequested, Guid.NewGuid(),
                [
                    .. PersonUpdates.ChangesOf(PersonValues.Empty, request.Values),
                    .. question is null ? [] : new FieldChange[] { new(PersonField.Reason.Key, "", question.Reason.ToString()) },
                ]);
            await mails.AccessRequestedAsync(db, request, agencyPersons, token);
            return history.ResultOf<AskOutcome>(new AskOutcome.Asked(organisation, request.Id));
        }, cancellationToken);

    private async Task<AccessOutcome> AnswerAsync(
        Actor actor, Guid requestId, Func<PortalDb, AccessRequest, CancellationToken, Task<CommandResult<AccessOutcome>>> answer,
        CancellationToken cancellationToken)
    {
        // Before the write transaction, which cannot read the agency's directory.
        var isAgencyPerson = actor.Role == Role.Agency
            && (await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken)).Contains(actor.PersonId);
        return await database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            var isAuthorised = isAgencyPerson
                ? !await AdministratorQueries.HasAdministratorAsync(db, actor.Organisation, token)
                : await AdministratorQueries.IsAdministratorAsync(db, actor, token);
            var request = isAuthorised
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
        PortalDb db, Actor actor, AccessRequest request, PersonValues? corrected, HistoryKind kind, Guid? elsewhere,
        CancellationToken cancellationToken)
    {
        var values = ((corrected ?? request.Values) with { HasLeft = false }).Normalised();

        // Who sends the same name again has seen the question.
        var isConfirmed = corrected is not null && values.Name == request.Values.Normalised().Name;
        var errors = PersonRules.ValidateRequest(values).RemoveAll(e => isConfirmed && PersonRules.IsQuestion(e.Error));
        errors = errors.AddRange(
            PersonRules.ValidateDomain(values, null, errors, (organisations ?? OrganisationOptions.None).Value, actor.Organisation));
        if (!errors.IsEmpty)
            return new AccessOutcome.Invalid(errors);

        // Another person takes over the RID and UUID that the sign-in states, and no others.
        var unique = kind == HistoryKind.IdentityDenied ? WithoutIdentifiersOf(request, values) : values;
        if (await PersonUpdates.ValidateUniqueAsync(db, actor.Organisation, null, unique, cancellationToken) is { IsEmpty: false } taken)
            return new AccessOutcome.Invalid(taken);

        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);

        // Only one person has a value at a time, so that of the former holder is closed first.
        await PersonUpdates.CloseIdentifiersOfOthersAsync(db, history, request, values, personId: null, cancellationToken);

        // Somebody who is the candidate, or has left, is in the directory already: whoever is added now is another person.
        var isKnown = elsewhere is not null
            && await db.Persons.AnyAsync(p => p.Organisation == actor.Organisation && p.Id == elsewhere, cancellationToken);
        var id = elsewhere is { } same && !isKnown ? same : Guid.CreateVersion7(history.Timestamp);
        var person = db.Persons.Add(new()
        {
            Organisation = actor.Organisation, Id = id, Name = "", Email = "", CreatedAt = history.Timestamp,
        }).Entity;
        PersonUpdates.Apply(person, values, history.Timestamp, []);
        BindAndAnswer(db, history, actor, request, person, PersonValues.Empty, kind);
        return history.ResultOf<AccessOutcome>(new AccessOutcome.Admitted(PersonEntry.Of(person)));
    }

    private static PersonValues WithoutIdentifiersOf(AccessRequest request, PersonValues values) => values with
    {
        Rid = values.Rid == request.Rid ? "" : values.Rid,
        ProfessionalUuid = values.ProfessionalUuid == request.ProfessionalUuid ? "" : values.ProfessionalUuid,
    };

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
        await PersonUpdates.CloseIdentifiersOfOthersAsync(db, history, request, request.Values, person.Id, cancellationToken);

        // Identifiers of a person who had left may have been reissued since; the new holders keep those that the sign-in does not state.
        var taken = await PersonUpdates.FindTakenAsync(
            db, actor.Organisation, person.Id, [.. person.Identifiers.Select(i => i.Value)], cancellationToken);
        if (request.Rid.Length == 0 && taken.Any(i => i.Kind == PersonIdentifierKind.Rid && i.Value == values.Rid))
            values = values with { Rid = "" };
        if (request.ProfessionalUuid.Length == 0
            && taken.Any(i => i.Kind == PersonIdentifierKind.ProfessionalUuid && i.Value == values.ProfessionalUuid))
        {
            values = values with { ProfessionalUuid = "" };
        }

        PersonUpdates.Apply(person, values, history.Timestamp, taken);
        BindAndAnswer(db, history, actor, request, person, before, HistoryKind.IdentityConfirmed);
        return history.ResultOf<AccessOutcome>(new AccessOutcome.Admitted(PersonEntry.Of(person)));
    }

    /// <summary>Binds the sign-in to the person, answers the request, and writes history and mail.</summary>
    private void BindAndAnswer(
        PortalDb db, HistoryWriter history, Actor actor, AccessRequest request, Person person, PersonValues before, HistoryKind kind)
    {
        person.SetIdentifier(PersonIdentifierKind.Subject, request.Subject, history.Timestamp, request.Issuer);
        person.Version = history.NextNumber;
        (request.AnsweredAt, request.AnsweredBy, request.PersonId) = (history.Timestamp, actor.Name, person.Id);
        history.Append(
            person.Id, kind, Guid.NewGuid(),
            [
                .. PersonUpdates.ChangesOf(before, person.Values),
                .. PersonUpdates.ChangesOfBinding(request.Issuer, request.Subject),
            ]);
        mails.AccessAnswered(db, request, history.Timestamp);
    }
}
