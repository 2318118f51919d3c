using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Persons;

/// <summary>Kommuner where the portal can send mails: an invitation is said to be sent (P6).</summary>
public sealed class InvitationWithMailServerTests()
    : PersonComponentTest(services => services.AddSingleton(Options.Create(new MailOptions { Host = "mail.example" })))
{
    [Fact]
    public async Task Invitation_MadeAndMadeAnew_IsSaidToBeSentAndHasItsLink()
    {
        var jens = await AddAgencyPersonAsync();
        var page = Render<MunicipalitiesPage>(p => p.AddCascadingValue(jens));
        page.WaitForElement("table");
        await PressAsync(page, "Inviter administrator i Aarhus");
        await InputAsync(page, "#inviter-email", "anna@aarhus.example");
        await SubmitAsync(page, "form.invite");
        AssertSent();
        await PressAsync(page, "Luk");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".notice-success")));
        page.WaitForAssertion(() => Assert.Contains("Send igen: invitationen til anna@aarhus.example", Buttons(page)));
        await PressAsync(page, "Send igen: invitationen til anna@aarhus.example");
        AssertSent();

        void AssertSent()
        {
            WaitForText(page, "Invitationen er sendt til anna@aarhus.example og gælder til ");
            Assert.DoesNotContain("Portalen kan ikke sende mails endnu.", TextOf(page), StringComparison.Ordinal);
            Assert.Single(page.FindAll("input[aria-label=Link]"));
        }
    }
}
