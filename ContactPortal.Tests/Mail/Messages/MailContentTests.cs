using System.Globalization;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>The content of mails; names and error texts are encoded.</summary>
public sealed class MailContentTests
{
    private static readonly ReportedError[] Errors =
    [
        new("A12", "Slutdato ligger før startdato", "slutdato", 1, "sag-1"),
        new("B7", "To <script>forløb</script> for 010190-1234", null, 2, null),
        new("A12", "Slutdato ligger før startdato", "slutdato", 3, "sag-3"),
    ];

    [Fact]
    public async Task Receipt_HoldsCountsCodesFieldsAndALink_ButNoTextOfTheReportingSystem_D9()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var anne = await portal.HasQuietlyAsync("Anne Holm", Amfora);
        var delivery = await portal.ReceiveAsync(errors: Errors);
        await portal.DispatchAsync();
        var mail = portal.MailTransport.Sent.Single(m => m.Subject == "Kvittering for AMFORA, februar 2026 - Aarhus");

        Assert.Contains("Hej Anne Holm", mail.Text, StringComparison.Ordinal);
        Assert.Contains("har indberettet AMFORA for februar 2026 med 1.200 poster (indberetning 1)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Indberetningen har 3 fejl.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("forrige", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 × A12 (slutdato)", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Du får mailen, fordi du er kontaktperson i Aarhus med ansvar for AMFORA.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/opfoelgning/indberetning/indberetninger", mail.Text, StringComparison.Ordinal);

        var html = mail.Message.HtmlBody!;
        foreach (var text in new[] { html, mail.Text })
        {
            Assert.DoesNotContain("script", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Slutdato ligger", text, StringComparison.Ordinal);
        }

        Assert.Contains("href=\"https://portal.example/opfoelgning/indberetning/indberetninger\"", html, StringComparison.Ordinal);
        foreach (var part in mail.Message.BodyParts.OfType<TextPart>())
            Assert.DoesNotContain("010190", part.Text, StringComparison.Ordinal);

        Assert.Equal(anne.Values.Email, mail.To);
        Assert.Equal("auto-generated", mail.Message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(3, delivery.Errors);
        var id = mail.Message.MessageId!.Split('@')[0];
        Assert.Equal($"retur+{id}@mail.example", mail.ReturnTo);
        Assert.NotEqual(portal.MailTransport.Sent.First().ReturnTo, portal.MailTransport.Sent.Last().ReturnTo);
    }

    [Fact]
    public async Task EnglishScreen_OfWhoeverCausesAMail_LeavesTheMailDanish()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.HasQuietlyAsync("Anne", Amfora);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.English, Languages.English);
            await portal.ReceiveAsync();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, before);
        }

        Assert.Contains((await portal.OutboxAsync()), m => m.Subject == "AMFORA for februar 2026 er valideret - Aarhus");
        await portal.DispatchAsync();
        Assert.All(portal.MailTransport.Sent, m => Assert.Contains("1.200", m.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyCodes_AreTruncatedInTheMail_WhichSaysSo()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync(
            errors: [.. Enumerable.Range(100, 60).Select(i => new ReportedError($"K{i}", "Tekst", null, null, null))]);
        await portal.DispatchAsync();
        var text = portal.MailTransport.Sent.Last().Text;
        Assert.Contains("de 40 hyppigste af 60 fejlkoder", text, StringComparison.Ordinal);
        Assert.Equal(40, text.Split('\n').Count(line => line.Contains("1 × K", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "portal@mail.example", "", true, true, "Mail:Portal")]
    [InlineData("https://portal.example/", "portal@mail.example", "", true, true, "Mail:Portal")]
    [InlineData("https://portal.example", "ikke en adresse", "", true, true, "Mail:From")]
    [InlineData("https://portal.example", "portal@mail.example", "heller ikke", true, true, "Mail:ReturnTo")]
    [InlineData("https://portal.example", "portal@mail.example", "", false, false, "Mail:Tls")]
    [InlineData("https://portal.example", "portal@mail.example", "", false, true, null)]
    [InlineData("https://portal.example", "portal@mail.example", "retur@mail.example", true, false, null)]
    public void Configuration_ThatWouldLeadMailsAstray_IsRefusedByItsKey(
        string portal, string from, string returnTo, bool tls, bool isDevelopment, string? key)
    {
        var options = new MailOptions { Host = "mail.example", Portal = portal, From = from, ReturnTo = returnTo, Tls = tls };
        var broken = options.Validate(isDevelopment).ToList();
        if (key is null)
            Assert.Empty(broken);
        else
            Assert.StartsWith(key, Assert.Single(broken), StringComparison.Ordinal);
    }

    [Fact]
    public void FolderInsteadOfAServer_OutsideDevelopment_IsRefused()
    {
        var options = new MailOptions { Folder = "mails", Portal = "https://portal.example", From = "portal@mail.example" };
        Assert.StartsWith("Mail:Folder", Assert.Single(options.Validate(isDevelopment: false)), StringComparison.Ordinal);
        Assert.Empty(options.Validate(isDevelopment: true));
    }
}
