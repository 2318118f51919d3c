using Bunit;
using ContactPortal.Blazor.Systems;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Mail;
using ContactPortal.Tests.Persons;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Systems;

/// <summary>The agency's list of all municipalities' mails that failed, each with its cause, to be sent again (D7).</summary>
public sealed class FailedMailListTests : PersonComponentTest
{
    [Fact]
    public async Task MailsOfTwoMunicipalities_AreShownNewestFirst_WithTheirCausesInDanish()
    {
        await Store.HasFailedMailAsync(Aarhus, BounceReason.Full, "552 5.2.2 mailbox full");
        await Store.HasFailedMailAsync(Roskilde, BounceReason.Dead, "550 5.1.1 unknown");
        var rows = Page(await AddAgencyPersonAsync()).FindAll("tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("Roskilde", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("adressen findes ikke (550 5.1.1 unknown)", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Anne Holm", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("postkassen er fuld (552 5.2.2 mailbox full)", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneMail_AndThenAll_AreQueuedAgain_AndLeaveTheList()
    {
        foreach (var organisation in new[] { Aarhus, Roskilde, Roskilde })
            await Store.HasFailedMailAsync(organisation);
        var page = Page(await AddAgencyPersonAsync());
        await page.FindAll("tbody button")[0].ClickAsync(new MouseEventArgs());
        Assert.Contains("Mailen er lagt i kø igen.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        await page.FindAll("button").First(b => b.TextContent == "Prøv alle igen (2)").ClickAsync(new MouseEventArgs());
        Assert.Contains("2 mails er lagt i kø igen.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Alle mails er nået frem.", page.Markup, StringComparison.Ordinal);
        await using var db = await Store.OpenReadAllAsync(CancellationToken);
        Assert.All(await db.Outbox.ToListAsync(CancellationToken), m => Assert.Equal(MailState.Waiting, m.State));
    }

    [Fact]
    public async Task Pages_Turned_ShowTheOlderOnes()
    {
        for (var i = 0; i <= FailedMails.PageSize; i++)
            await Store.HasFailedMailAsync(Aarhus, cause: $"nr. {i}.");
        var page = Page(await AddAgencyPersonAsync());
        Assert.Equal(FailedMails.PageSize, page.FindAll("tbody tr").Count);
        await page.FindAll("nav button")[1].ClickAsync(new MouseEventArgs());
        Assert.Contains("nr. 0.", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StaffOfAMunicipality_SeesNoList()
    {
        await Store.HasFailedMailAsync(Aarhus);
        var staff = await AddActorAsync(APerson());
        var page = Render<SystemsPage>(p => p.AddCascadingValue<Actor>(staff));
        Assert.Empty(page.FindAll("table"));
        Assert.DoesNotContain("Anne Holm", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<FailedMailList> Page(Actor actor) => Render<FailedMailList>(p => p.AddCascadingValue(actor));
}
