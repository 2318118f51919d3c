using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Creates, withdraws and accepts invitations (P6). The agency invites a municipality's local administrators; the operator invites the
/// agency's first person by a command.
/// </summary>
public sealed class InvitationService(
    PortalDatabase database, SignInMatcher matcher, IPersonMails mails, TimeProvider clock,
    IOptions<OrganisationOptions>? organisations = null)
{
    /// <summary>
    /// Invites a local administrator for the municipality; for the agency only. Open invitations to the same address are withdrawn.
    /// </summary>
    public async Task<InviteOutcome> InviteAsync(
        Actor actor, OrganisationCode municipality, string email, CancellationToken cancellationToken)
    {
        return Municipalities.Find(municipality) is not null && await IsAgencyPersonAsync(actor, cancellationToken)
            ? await InviteAsync(actor with { Organisation = municipality }, email, IsToSameAddress, cancellationToken)
            : new InviteOutcome.NotFound();

        bool IsToSameAddress(Invitation open) =>
            open.Email.Equals(PlainText.Clean(email.Trim()), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Invites the agency's first person, for the operator's command. All open invitations of the agency are withdrawn.
    /// </summary>
    public Task<InviteOutcome> InviteAgencyAsync(string email, CancellationToken cancellationToken) =>
        InviteAsync(Operator.In(OrganisationCode.Agency, Role.Agency), email, _ => true, cancellationToken);

    /// <summary>Withdraws an invitation; its link no longer works. Withdrawing it again changes nothing.</summary>
    public async Task<InviteOutcome> WithdrawAsync(
        Actor actor, OrganisationCode municipality, Guid invitationId, CancellationToken cancellationToken)
    {
        if (!await IsAgencyPersonAsync(actor, cancellationToken))
            return new InviteOutcome.NotFound();
        return await database.ExecuteWriteAsync(actor with { Organisation = municipality }, async (db, token) =>
        {
            if (await FindAsync(db, municipality, invitationId, token) is not { } invitation)
                return new InviteOutcome.NotFound();
            if (invitation.UsedAt is not null)
                return new InviteOutcome.AlreadyAccepted(invitation);
            if (invitation.WithdrawnAt is not null)
                return new InviteOutcome.Withdrawn();
            var history = await HistoryWriter.BeginAsync(db, actor with { Organisation = municipality }, clock, token);
            await WithdrawAsync(db, invitation, history, token);
            return history.ResultOf<InviteOutcome>(new InviteOutcome.Withdrawn());
        }, cancellationToken);
    }

    /// <summary>Replaces an invitation by a new one to the same address, with a new link and expiry.</summary>
    public async Task<InviteOutcome> SendAgainAsync(
        Actor actor, OrganisationCode municipality, Guid invitationId, CancellationToken cancellationToken)
    {
        if (!await IsAgencyPersonAsync(actor, cancellationToken))
            return new InviteOutcome.NotFound();
        Invitation? invitation;
        await using (var db = await database.OpenReadAsync(municipality, cancellationToken))
            invitation = await FindAsync(db, municipality, invitationId, cancellationToken);
        return invitation switch
        {
            null => new InviteOutcome.NotFound(),
            { UsedAt: not null } => new InviteOutcome.AlreadyAccepted(invitation),
            _ => await InviteAsync(actor, municipality, invitation.Email, cancellationToken),
        };
    }

    /// <summary>The invitation whose link has that token, or null; to show it before the sign-in.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Invitation.HashOf(token);
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
    }

    /// <summary>The present state of an invitation.</summary>
    public InvitationState StateOf(Invitation invitation) => invitation.StateAt(clock.GetUtcNow());

    /// <summary>
    /// Accepts an invitation for a sign-in of its organisation, once. The sign-in's person is added to the directory unless it matches one,
    /// and becomes local administrator if the organisation is a municipality.
    /// </summary>
    public async Task<AcceptOutcome> AcceptAsync(string token, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } found)
            return new AcceptOutcome.NoInvitation();
        if (StateOf(found) is var state and not InvitationState.Open)
            return new AcceptOutcome.Over(found.Organisation, state);
        if (identity.Organisation != found.Organisation)
            return new AcceptOutcome.OtherOrganisation(found.Organisation, identity.Organisation);

        // A match that no longer holds in the transaction is made again; each time needs another change at that very moment.
        while (true)
        {
            var outcome = await (await matcher.MatchAsync(identity, cancellationToken)).Match(
                matched => AcceptAsync(found, identity, matched.PersonId, isMatched: true, cancellationToken),
                unknown => AcceptUnknownAsync(found, identity, unknown.Organisation, cancellationToken),
                question => Task.FromResult<AcceptOutcome?>(new AcceptOutcome.Question(question)),
                refused => Task.FromResult<AcceptOutcome?>(new AcceptOutcome.Refused(refused.Reason)));
            if (outcome is not null)
                return outcome;
        }
    }

    private async Task<AcceptOutcome?> AcceptUnknownAsync(
        Invitation found, ExternalIdentity identity, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var elsewhere = await matcher.FindElsewhereAsync(identity.Issuer, identity.Subject, organisation, cancellationToken);
        return await AcceptAsync(
            found, identity, elsewhere ?? Guid.CreateVersion7(clock.GetUtcNow()), isMatched: false, cancellationToken);
    }

    /// <summary>Accepts the invitation; null when the match no longer holds.</summary>
    private Task<AcceptOutcome?> AcceptAsync(
        Invitation found, ExternalIdentity identity, Guid personId, bool isMatched, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync<AcceptOutcome?>(found.Organisation, async (db, token) =>
        {
            // Read again in the transaction: it may have been accepted or withdrawn meanwhile.
            var invitation = (await FindAsync(db, found.Organisation, found.Id, token))!;
            if (StateOf(invitation) is var state and not InvitationState.Open)
                return new AcceptOutcome.Over(invitation.Organisation, state);

            var person = await db.Persons.SingleOrDefaultAsync(p => p.Organisation == found.Organisation && p.Id == personId, token);
            return await HoldsAsync(db, invitation, identity, person, isMatched, token)
                ? await WriteAcceptanceAsync(db, invitation, identity, personId, person, token)
                : (AcceptOutcome?)null;
        }, cancellationToken);

    /// <summary>
    /// Whether the match still holds: the person works there and is bound to nobody else; or nobody has what the sign-in states.
    /// </summary>
    private static async Task<bool> HoldsAsync(
        PortalDb db, Invitation invitation, ExternalIdentity identity, Person? person, bool isMatched, CancellationToken cancellationToken)
    {
        if (isMatched)
        {
            return person is { LeftAt: null }
                && (person.FindSubject(identity.Issuer)?.Value ?? identity.Subject) == identity.Subject;
        }

        var values = new PersonValues
        {
            Rid = identity.Rid.Digits, ProfessionalUuid = PersonUpdates.FormatUuid(identity.ProfessionalUuid),
        };
        var taken = await PersonUpdates.FindTakenBySignInAsync(
            db, invitation.Organisation, personId: null, identity.Issuer, identity.Subject, values, cancellationToken);
        return person is null && taken.IsEmpty;
    }

    private async Task<CommandResult<AcceptOutcome?>> WriteAcceptanceAsync(
        PortalDb db, Invitation invitation, ExternalIdentity identity, Guid id, Person? person, CancellationToken cancellationToken)
    {
        var isMunicipality = invitation.Organisation != OrganisationCode.Agency;
        var (name, isNew) = (person?.Name ?? NameOf(identity, invitation), person is null);
        var otherAdministrators = await AdministratorQueries.AdministratorsIn(db, invitation.Organisation)
            .CountAsync(p => p.Id != id, cancellationToken);
        var history = await HistoryWriter.BeginAsync(
            db, new(id, name, invitation.Organisation, isMunicipality ? Role.LocalAdministrator : Role.Agency), clock, cancellationToken);
        var before = person?.Values ?? PersonValues.Empty;
        person ??= db.Persons.Add(NewPerson(invitation, identity, id, name, history.Timestamp)).Entity;
        person.SetIdentifier(PersonIdentifierKind.Subject, identity.Subject, history.Timestamp, identity.Issuer);
        if (isNew)
        {
            person.SetIdentifier(PersonIdentifierKind.Rid, identity.Rid.Digits, history.Timestamp);
            person.SetIdentifier(
                PersonIdentifierKind.ProfessionalUuid, PersonUpdates.FormatUuid(identity.ProfessionalUuid), history.Timestamp);
        }

        (person.Version, person.LastSignInAt) = (history.NextNumber, history.Timestamp);
        (invitation.UsedAt, invitation.UsedByPersonId) = (history.Timestamp, id);
        history.Append(
            id, HistoryKind.InvitationAccepted, Guid.NewGuid(),
            [
                .. PersonUpdates.ChangesOf(before, person.Values),
                .. PersonUpdates.ChangesOfBinding(identity.Issuer, identity.Subject),
            ]);
        if (isMunicipality && !person.IsLocalAdministrator)
        {
            person.IsLocalAdministrator = true;
            history.Append(id, HistoryKind.AdministratorAppointed, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
        }

        return history.ResultOf<AcceptOutcome?>(
            new AcceptOutcome.Accepted(new(id, invitation.Organisation), isMunicipality && otherAdministrators == 0));
    }

    private static Person NewPerson(Invitation invitation, ExternalIdentity identity, Guid id, string name, DateTimeOffset at) => new()
    {
        Organisation = invitation.Organisation,
        Id = id,
        Name = name,
        Email = PersonUpdates.ValidEmailOrEmpty(identity.Email) is { Length: > 0 } email ? email : invitation.Email,
        CreatedAt = at,
    };

    private Task<InviteOutcome> InviteAsync(
        Actor actor, string email, Func<Invitation, bool> isReplaced, CancellationToken cancellationToken)
    {
        var address = PlainText.Clean(email.Trim());
        var error = PersonRules.ValidateEmail(address)
            ?? PersonRules.ValidateDomain(
                new() { Email = address }, null, [], (organisations ?? OrganisationOptions.None).Value, actor.Organisation)
                .FirstOrDefault();
        return error is not null
            ? Task.FromResult<InviteOutcome>(new InviteOutcome.EmailWrong(error))
            : database.ExecuteWriteAsync(actor, async (db, token) =>
            {
                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                var open = await db.Invitations
                    .Where(i => i.Organisation == actor.Organisation && i.UsedAt == null && i.WithdrawnAt == null).ToListAsync(token);
                foreach (var replaced in open.Where(isReplaced))
                    await WithdrawAsync(db, replaced, history, token);

                var linkToken = Invitation.NewToken();
                var invitation = new Invitation
                {
                    Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Email = address,
                    TokenHash = Invitation.HashOf(linkToken), InvitedAt = history.Timestamp, InvitedBy = actor.Name,
                    ExpiresAt = history.Timestamp + Invitation.Lifetime,
                };
                db.Invitations.Add(invitation);
                history.Append(invitation.Id, HistoryKind.Invited, Guid.NewGuid(), [new(PersonField.Email.Key, "", address)]);
                var path = Invitation.PathOf(linkToken);
                mails.InvitationCreated(db, invitation, path);
                return history.ResultOf<InviteOutcome>(new InviteOutcome.Sent(invitation, path));
            }, cancellationToken);
    }

    private async Task WithdrawAsync(PortalDb db, Invitation invitation, HistoryWriter history, CancellationToken cancellationToken)
    {
        invitation.WithdrawnAt = history.Timestamp;
        await mails.InvitationWithdrawnAsync(db, invitation, history.Timestamp, cancellationToken);
        history.Append(
            invitation.Id, HistoryKind.InvitationWithdrawn, Guid.NewGuid(), [new(PersonField.Email.Key, "", invitation.Email)]);
    }

    // When the provider states no name, or one that looks like another, the address stands in until an administrator corrects it.
    private static string NameOf(ExternalIdentity identity, Invitation invitation) =>
        PlainText.Sanitise(identity.Name, PersonRules.LongestName) is { Length: > 0 } name
            && PlainText.IsPlain(name) && Scripts.FindMixedWord(name) is null
            ? name
            : PlainText.Sanitise(invitation.Email, PersonRules.LongestName);

    private async Task<bool> IsAgencyPersonAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.InviteAdministrators)
        && (await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken)).Contains(actor.PersonId);

    private static Task<Invitation?> FindAsync(PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken) =>
        db.Invitations.SingleOrDefaultAsync(i => i.Organisation == organisation && i.Id == id, cancellationToken);
}
