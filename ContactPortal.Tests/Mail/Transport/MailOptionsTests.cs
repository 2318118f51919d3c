using ContactPortal.Domain.Mail;

namespace ContactPortal.Tests.Mail;

/// <summary>The portal's own address, which links in mails begin with.</summary>
public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("https://portal.example")]
    [InlineData("https://portal.example:8443")]
    [InlineData("https://portal.example/kontakt")]
    public void Address_OfThePortal_IsTaken(string address) => Assert.Empty(Of(address).Validate(isDevelopment: false));

    [Theory]
    [InlineData("")]
    [InlineData("portal.example")]
    [InlineData("http://portal.example")]
    [InlineData("ftp://portal.example")]
    [InlineData("https://portal.example/")]
    [InlineData("https://portal.example?x=1")]
    [InlineData("https://portal.example?")]
    [InlineData("https://portal.example#a")]
    [InlineData("https://portal.example#")]
    [InlineData("https://user:topsecret@portal.example")]
    public void Address_ThatLinksCannotBeginWith_IsRefusedWithoutAPassword(string address)
    {
        var refusal = Assert.Single(Of(address).Validate(isDevelopment: false));
        Assert.StartsWith("Mail:Portal is \"", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Http_OnADevelopersMachine_IsTaken() => Assert.Empty(Of("http://localhost:5080").Validate(isDevelopment: true));

    private static MailOptions Of(string portal) => new() { Host = "mail.example", From = "portal@portal.example", Portal = portal };
}
