using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Invitations of the first ones (P6): of a municipality's local administrators by the agency, and of the agency's first person by whoever
/// runs the portal.
/// </summary>
public sealed class InvitationService(PortalDatabase database, SignInMatcher matcher, IPersonMails mails, TimeProvider clock)
{
    /// <summary>The actor's id in the history of a command that nobody signed in for.</summary>
    private static readonly Guid Operator = new("5d1f3c5e-0c8e-4f7a-9f43-1f3b6f0e2a77");

    private const string OperatorName = "Drift";

    /// <summary>
    /// Invites somebody to be the municipality's local administrator. An invitation of the same address that is still open is withdrawn.
    /// </summary>
    public async Task<InviteOutcome> InviteAsync(Actor actor, OrganisationCode municipality, string email, CancellationToken cancellationToken) =>
        Municipalities.Find(municipality) is not null && await IsOfficialAsync(actor, cancellationToken)
            ? await InviteAsync(actor with { Organisation = municipality }, email, i => i.Email == email.Trim(), cancellationToken)
            : new InviteOutcome.NotFound();

    /// <summary>
    /// Invites the agency's first person: the command's own, for whoever runs the portal. Any invitation of the agency's that is still open
    /// is withdrawn.
    /// </summary>
    public Task<InviteOutcome> InviteAgencyAsync(string email, CancellationToken cancellationToken) =>
        InviteAsync(new(Operator, OperatorName, OrganisationCode.Agency, Role.Agency), email, _ => true, cancellationToken);

    /// <summary>Withdraws an invitation: its link works no longer.</summary>
    public async Task<InviteOutcome> WithdrawAsync(Actor actor, OrganisationCode municipality, Guid invitationId, CancellationToken cancellationToken)
    {
        if (!await IsOfficialAsync(actor, cancellationToken))
            return new InviteOutcome.NotFound();
        return await database.ExecuteWriteAsync(municipality, async (db, token) =>
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

    /// <summary>Makes another invitation for the same address, with a link of its own and new days; the one before is withdrawn.</summary>
    public async Task<InviteOutcome> SendAgainAsync(Actor actor, OrganisationCode municipality, Guid invitationId, CancellationToken cancellationToken)
    {
        if (!await IsOfficialAsync(actor, cancellationToken))
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

    /// <summary>The invitation that a link leads to, to show what it is for before anybody signs in; null when there is none.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Invitation.HashOf(token);
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
    }

    /// <summary>How an invitation stands now.</summary>
    public InvitationState StateOf(Invitation invitation) => invitation.StateAt(clock.GetUtcNow());

    /// <summary>
    /// Accepts the invitation for whoever has signed in: they are in the organisation's directory from now on, and its local administrator
    /// where it is a municipality. The link works once, and for a sign-in of that organisation alone.
    /// </summary>
    public async Task<AcceptOutcome> AcceptAsync(string token, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } found)
            return new AcceptOutcome.NoInvitation();
        if (StateOf(found) is var state and not InvitationState.Open)
            return new AcceptOutcome.Over(found.Organisation, state);
        if (identity.Organisation != found.Organisation)
            return new AcceptOutcome.OtherOrganisation(found.Organisation, identity.Organisation);

        return await (await matcher.MatchAsync(identity, cancellationToken)).Match(
            matched => AcceptAsync(found, identity, matched, cancellationToken),
            _ => AcceptAsync(found, identity, matched: null, cancellationToken),
            question => Task.FromResult<AcceptOutcome>(new AcceptOutcome.Question(question)),
            refused => Task.FromResult<AcceptOutcome>(new AcceptOutcome.Refused(refused.Reason)));
    }

    private Task<AcceptOutcome> AcceptAsync(
        Invitation found, ExternalIdentity identity, SignInMatch.Matched? matched, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(found.Organisation, async (db, token) =>
        {
            // Read again in the transaction: somebody else may have been faster.
            var invitation = (await FindAsync(db, found.Organisation, found.Id, token))!;
            if (StateOf(invitation) is var state and not InvitationState.Open)
                return new AcceptOutcome.Over(invitation.Organisation, state);

            var person = matched is null
                ? null
                : await db.Persons.SingleOrDefaultAsync(p => p.Organisation == found.Organisation && p.Id == matched.PersonId && p.LeftAt == null, token);
            var isMunicipality = invitation.Organisation != OrganisationCode.Agency;
            var id = person?.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
            var others = await db.Persons.CountAsync(p => p.Organisation == invitation.Organisation && p.IsLocalAdministrator && p.Id != id, token);
            var name = NameOf(identity, invitation);
            var history = await HistoryWriter.BeginAsync(
                db, new(id, person?.Name ?? name, invitation.Organisation, isMunicipality ? Role.LocalAdministrator : Role.Agency), clock, token);
            var before = person?.Values ?? PersonValues.Empty;
            person ??= db.Persons.Add(new()
            {
                Organisation = invitation.Organisation, Id = id, Name = name,
                Email = PersonIdentity.EmailOf(identity.Email) is { Length: > 0 } known ? known : invitation.Email, CreatedAt = history.Timestamp,
            }).Entity;
            person.Replace(PersonIdentifierKind.Subject, identity.Subject, history.Timestamp, identity.Issuer);
            if (matched is null)
            {
                person.Replace(PersonIdentifierKind.Rid, identity.Rid.Digits, history.Timestamp);
                person.Replace(PersonIdentifierKind.ProfessionalUuid, PersonIdentity.TextOf(identity.ProfessionalUuid), history.Timestamp);
            }

            (person.Version, person.LastSignInAt) = (history.NextNumber, history.Timestamp);
            (invitation.UsedAt, invitation.UsedByPersonId) = (history.Timestamp, id);
            history.Append(
                id, HistoryKind.InvitationAccepted, Guid.NewGuid(),
                [.. PersonIdentity.ChangesOf(before, person.Values), .. PersonIdentity.SubjectAs(identity.Issuer, identity.Subject)]);
            if (isMunicipality && !person.IsLocalAdministrator)
            {
                person.IsLocalAdministrator = true;
                history.Append(id, HistoryKind.AdministratorAppointed, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
            }

            return history.ResultOf<AcceptOutcome>(new AcceptOutcome.Accepted(new(id, invitation.Organisation), isMunicipality && others == 0));
        }, cancellationToken);

    private Task<InviteOutcome> InviteAsync(Actor actor, string email, Func<Invitation, bool> replaced, CancellationToken cancellationToken)
    {
        var address = email.Trim();
        return !EmailAddress.IsValid(address)
            ? Task.FromResult<InviteOutcome>(new InviteOutcome.EmailWrong())
            : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
            {
                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                var open = await db.Invitations
                    .Where(i => i.Organisation == actor.Organisation && i.UsedAt == null && i.WithdrawnAt == null).ToListAsync(token);
                foreach (var invitation in open.Where(replaced))
                    await WithdrawAsync(db, invitation, history, token);

                var secret = Invitation.NewToken();
                var made = new Invitation
                {
                    Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Email = address, TokenHash = Invitation.HashOf(secret),
                    InvitedAt = history.Timestamp, InvitedBy = actor.Name, ExpiresAt = history.Timestamp + Invitation.Lifetime,
                };
                db.Invitations.Add(made);
                history.Append(made.Id, HistoryKind.Invited, Guid.NewGuid(), [new(PersonField.Email.Key, "", address)]);
                var path = Invitation.PathOf(secret);
                mails.Invited(db, made, path);
                return history.ResultOf<InviteOutcome>(new InviteOutcome.Sent(made, path));
            }, cancellationToken);
    }

    private async Task WithdrawAsync(PortalDb db, Invitation invitation, HistoryWriter history, CancellationToken cancellationToken)
    {
        invitation.WithdrawnAt = history.Timestamp;
        await mails.WithholdAsync(db, invitation, history.Timestamp, cancellationToken);
        history.Append(invitation.Id, HistoryKind.InvitationWithdrawn, Guid.NewGuid(), [new(PersonField.Email.Key, "", invitation.Email)]);
    }

    // Whoever is signed in anonymously has no name: the address says who was meant, until it is corrected.
    private static string NameOf(ExternalIdentity identity, Invitation invitation) =>
        PlainText.Cleaned(identity.Name, PersonRules.LongestName) is { Length: > 0 } name ? name : PlainText.Cleaned(invitation.Email, PersonRules.LongestName);

    private async Task<bool> IsOfficialAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.InviteAdministrators)
        && (await PersonAdministration.OfficialsAsync(database, cancellationToken)).Contains(actor.PersonId);

    private static Task<Invitation?> FindAsync(PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken) =>
        db.Invitations.SingleOrDefaultAsync(i => i.Organisation == organisation && i.Id == id, cancellationToken);
}
