using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Contacts;

/// <summary>The notice to all staff that a contact's person has left, with the button that hands the contact over (P5).</summary>
public sealed class LeftContactsNoticeTests : PersonComponentTest
{
    private readonly List<ContactView> handedOver = [];
    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task PersonOfAContact_LeavesAndReturns_IsNamedWithWhatIsUncoveredMeanwhile()
    {
        var lars = await AddAsync(AContact().HeldBy(APerson().Named("Lars Laursen")).ResponsibleFor(Amfora, Raadighed));
        var mona = await AddAsync(AContact().HeldBy(APerson().Named("Mona Bech")));
        var notice = Notice(AnActor());
        Assert.Empty(notice.FindAll("li"));
        await Persons.MarkLeftAsync(birthe, lars.PersonId, CancellationToken);
        notice.WaitForAssertion(() => Assert.Equal(
            "Lars Laursen er fratrådt, men er stadig kontakt med ansvar for AMFORA og Rådighedsdata. "
            + "Kvitteringerne går til alle aktive kontakter, indtil en kollega har taget over.",
            Assert.Single(notice.FindAll("li span")).TextContent));
        await Persons.MarkLeftAsync(birthe, mona.PersonId, CancellationToken);
        notice.WaitForAssertion(() => Assert.Contains(
            "Mona Bech er fratrådt, men er stadig kontakt.", notice.FindAll("li span").Select(s => s.TextContent)));
        await Persons.MarkReturnedAsync(birthe, lars.PersonId, CancellationToken);
        await Persons.MarkReturnedAsync(birthe, mona.PersonId, CancellationToken);
        notice.WaitForAssertion(() => Assert.Empty(notice.FindAll("li")));
    }

    [Fact]
    public async Task Contact_HandedOver_IsTheOneOfTheButtonAndGoneOnceAColleagueHasTakenOver()
    {
        var lars = await AddAsync(AContact().HeldBy(APerson().Named("Lars Laursen")));
        Person ole = APerson().Named("Ole Ny");
        await People.ImportAsync(Aarhus, [ole], CancellationToken);
        await Persons.MarkLeftAsync(birthe, lars.PersonId, CancellationToken);
        var notice = Notice(AnActor());
        notice.WaitForElement("li");
        await PressAsync(notice, "Overdrag til kollega: Lars Laursen");
        Assert.Equal(lars.Id, Assert.Single(handedOver).Id);
        var draft = ContactDraft.Of(handedOver[0]);
        await SaveAsync(
            AnActor(), draft with { Typed = draft.Typed with { Rid = ole.Rid.Digits, Name = ole.Name, Email = ole.Email } });
        notice.WaitForAssertion(() => Assert.Empty(notice.FindAll("li")));
    }

    [Fact]
    public async Task Agency_Reads_TheNoticeWithoutTheButton()
    {
        var lars = await AddAsync(AContact().HeldBy(APerson().Named("Lars Laursen")));
        await Persons.MarkLeftAsync(birthe, lars.PersonId, CancellationToken);
        var notice = Notice(AnActor().As(Role.Agency));
        notice.WaitForElement("li");
        Assert.Empty(notice.FindAll("button"));
    }

    [Fact]
    public async Task DeactivatedContact_OfAPersonWhoHasLeft_IsNotNamed()
    {
        var lars = await AddAsync(AContact().HeldBy(APerson().Named("Lars Laursen")).Deactivated());
        var mona = await AddAsync(AContact().HeldBy(APerson().Named("Mona Bech")));
        await Persons.MarkLeftAsync(birthe, lars.PersonId, CancellationToken);
        await Persons.MarkLeftAsync(birthe, mona.PersonId, CancellationToken);
        var notice = Notice(AnActor());
        notice.WaitForElement("li");
        Assert.Contains("Mona Bech", Assert.Single(notice.FindAll("li span")).TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<LeftContactsNotice> Notice(Actor actor) => Render<LeftContactsNotice>(p => p
        .AddCascadingValue(actor).Add(n => n.HandOver, handedOver.Add));
}
