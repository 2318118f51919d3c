using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Mail;

/// <summary>Causes mails of every kind, in each of their forms.</summary>
internal static class EveryMail
{
    /// <summary>A text of a reporting system, which no mail may hold (D9).</summary>
    public const string ReportedText = "Slutdato ligger før startdato hos borgeren";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Causes them in a portal with an empty database; returns them as they stand in the outbox.</summary>
    public static async Task<IReadOnlyList<OutboxMail>> CauseAsync(PortalUnderTest portal)
    {
        var birthe = await portal.AddAdministratorAsync();
        var jens = await portal.AddAgencyPersonAsync();
        var anne = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne Holm")).ResponsibleFor(Amfora));
        var bo = await portal.AddAsync(AContact().HeldBy(APerson().Named("Bo Friis")));
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Carl Kjær").In(Roskilde)));
        await portal.Absences.AddAsync(AnActor(), anne.Id, new(2026, 3, 1), new(2026, 3, 31), bo.Id, CancellationToken);
        await RemindAsync(portal);
        await DeliverAsync(portal);
        await AskForTheRightAsync(portal, birthe, anne, bo);
        await AskForAccessAsync(portal, jens);
        await portal.SavedAsync(AnActor(), ContactDraft.Of(bo).With(ContactField.Deactivated, ticked: true));
        await portal.MarkLeftAsync(birthe, anne.PersonId);
        await portal.ReceiveAsync(id: "4");
        return await portal.OutboxAsync();
    }

    private static async Task RemindAsync(PortalUnderTest portal)
    {
        foreach (var day in new[] { 8, 11 })
        {
            portal.Clock.SetUtcNow(new(2026, 3, day, 9, 0, 0, TimeSpan.Zero));
            await portal.Get<Reminders>().RemindAsync(CancellationToken);
        }
    }

    private static async Task DeliverAsync(PortalUnderTest portal)
    {
        var error = new ReportedError("A12", ReportedText, "slutdato", 1, "sag-1");
        await portal.ReceiveAsync(errors: [error, new("B7", ReportedText, null, 2, null)]);
        await portal.ReceiveAsync(id: "2", errors: error);
        await portal.ReceiveAsync(Raadighed, "3");
    }

    private static async Task AskForTheRightAsync(PortalUnderTest portal, Actor administrator, ContactView anne, ContactView bo)
    {
        var asker = new Actor(anne.PersonId, anne.Values.Name, Aarhus, Role.Staff);
        await portal.Rights.AskAsync(asker, CancellationToken);
        await portal.Rights.RefuseAsync(administrator, anne.PersonId, "Spørg din leder først.", CancellationToken);
        await portal.Rights.AskAsync(asker, CancellationToken);
        await portal.Rights.GrantAsync(administrator, anne.PersonId, CancellationToken);
        await portal.Rights.GrantAsync(administrator, bo.PersonId, CancellationToken);
    }

    private static async Task AskForAccessAsync(PortalUnderTest portal, Actor agencyPerson)
    {
        var outbox = portal.Get<Outbox>();
        await portal.Store.ExecuteWriteAsync(async (db, token) =>
        {
            foreach (var organisation in new[] { OrganisationCode.Agency, Aarhus })
                outbox.InvitationCreated(db, AnInvitation(organisation), Invitation.BasePath + "token");
            foreach (var request in new[]
            {
                ARequest(Aarhus, AccessRequestKind.NewPerson), ARequest(Aarhus, AccessRequestKind.IdentityQuestion),
                ARequest(Roskilde, AccessRequestKind.NewPerson),
            })
            {
                await outbox.AccessRequestedAsync(db, request, [agencyPerson.PersonId], token);
                foreach (var refusal in new[] { null, "Du arbejder ikke her." })
                {
                    var answered = db.Entry(request);
                    answered.Property(r => r.AnsweredBy).CurrentValue = "Birthe Lund";
                    answered.Property(r => r.RefusedBecause).CurrentValue = refusal;
                    outbox.AccessAnswered(db, request, portal.Clock.GetUtcNow());
                }
            }

            Person last = APerson().Named("Dorte Dam").In(Roskilde);
            outbox.LastAdministratorLeft(db, last, [agencyPerson.PersonId], portal.Clock.GetUtcNow());
            outbox.LeavingsHeld(db, Aarhus, "Entra ID", [agencyPerson.PersonId], portal.Clock.GetUtcNow());
            await db.SaveChangesAsync(token);
            return true;
        }, CancellationToken);

        Invitation AnInvitation(OrganisationCode organisation) => new()
        {
            Organisation = organisation, Id = Guid.NewGuid(), Email = "anna@kommune.example", TokenHash = [1],
            InvitedAt = portal.Clock.GetUtcNow(), InvitedBy = "Jens Winther", ExpiresAt = portal.Clock.GetUtcNow() + Invitation.Lifetime,
        };

        AccessRequest ARequest(OrganisationCode organisation, AccessRequestKind kind) => new()
        {
            Organisation = organisation, Id = Guid.NewGuid(), Kind = kind, Issuer = "https://login.example", Subject = "pia", Name = "",
            Email = "pia@kommune.example", Rid = "", ProfessionalUuid = "", AskedAt = portal.Clock.GetUtcNow(),
        };
    }
}
