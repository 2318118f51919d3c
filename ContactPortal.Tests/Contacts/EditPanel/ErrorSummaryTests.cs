using Bunit;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Contacts;

public sealed class ErrorSummaryTests : BunitContext
{
    [Fact]
    public void ValidationErrors_Shown_AreLinksToTheirFieldsInTheirOrder()
    {
        var summary = Render<ErrorSummary>(p => p
            .Add(s => s.Heading, "Ret først:")
            .Add(s => s.Address, PortalUrls.Contacts)
            .Add(
                s => s.Errors,
                [
                    (ContactTexts.IdOf(ContactField.Name), "Skriv kontaktens navn."),
                    (ContactTexts.IdOf(ContactField.Phone), "Ret telefon."),
                ]));
        Assert.Equal("alert", summary.Find("div").GetAttribute("role"));
        var links = summary.FindAll("a");
        Assert.Equal(["felt-name", "felt-phone"], links.Select(a => a.GetAttribute("data-focus")));
        Assert.All(
            links, a => Assert.EndsWith($"/kontakter#{a.GetAttribute("data-focus")}", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal("Skriv kontaktens navn.", links[0].TextContent);
    }

    [Fact]
    public void EveryRule_HasAMessageOfItsOwn()
    {
        var messages = Enum.GetValues<ContactError>()
            .Select(error => ContactTexts.MessageFor(new(ContactField.Name, error, "x"), "Aarhus", [])).ToList();
        Assert.Equal(messages.Count, messages.Distinct().Count());
        Assert.All(messages, Assert.NotEmpty);
    }
}
