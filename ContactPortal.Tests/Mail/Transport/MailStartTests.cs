using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.Mail;

/// <summary>The portal doesn't start with settings by which no mail would arrive, or no bounce would be found (D7).</summary>
public sealed class MailStartTests
{
    private static readonly Dictionary<string, string?> Fine = new()
    {
        ["Mail:Host"] = "mail.example", ["Mail:Portal"] = "https://portal.example", ["Mail:From"] = "portal@mail.example",
    };

    [Theory]
    [InlineData("From", "portal")]
    [InlineData("From", "\"a b\"@mail.example")]
    [InlineData("From", "portal@blåbær.example")]
    [InlineData("From", "en-adresse-med-mange-tegn-foran-at@mail.example")]
    [InlineData("ReturnTo", "en-adresse-med-mange-tegn-foran-at@mail.example")]
    [InlineData("ReturnTo", "\"retur til\"@mail.example")]
    [InlineData("ReturnTo", "retur@blåbær.example")]
    [InlineData("Portal", "http://portal.example")]
    [InlineData("Tls", "false")]
    [InlineData("Port", "0")]
    [InlineData("Folder", "mails")]
    [InlineData("HoldFor", "02:00:00")]
    [InlineData("HoldFor", "-00:01:00")]
    public void Setting_ThatLeadsMailsAstray_RefusesTheStart_AndIsNamed(string key, string value)
    {
        var settings = new Dictionary<string, string?>(Fine) { [$"Mail:{key}"] = value };
        Assert.Contains($"Mail:{key} is ", StartValidation.RefusalOf(Environments.Production, settings), StringComparison.Ordinal);
    }
}
