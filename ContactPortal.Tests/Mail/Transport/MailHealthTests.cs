using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Mail;

/// <summary>Mails that can't be sent raise one alarm, and one line says when they can be again (D7).</summary>
public sealed class MailHealthTests
{
    [Fact]
    public async Task NoMailCanBeSent_ForMinutes_IsOneError_AndOneInformationWhenItIsOver()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = _ => new SendResult.Held("535 wrong password", TransportFault.Login);
        for (var minute = 0; minute < 30; minute++)
        {
            await portal.DispatchAsync();
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("535 wrong password", Assert.Single(portal.Log.Errors).Text, StringComparison.Ordinal);
        Assert.True(portal.Get<MailHealth>().IsAlarming);
        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(2, await portal.DispatchAsync());
        Assert.False(portal.Get<MailHealth>().IsAlarming);
        Assert.Single(
            portal.Log.Lines,
            l => l.Level == LogLevel.Information && l.Text.StartsWith("Mails are sent again", StringComparison.Ordinal));
    }

    [Fact]
    public void Cause_IsCutBetweenCharacters_AndHoldsNoHalfOnes()
    {
        var cause = OutboxMail.CauseOf(new string('a', OutboxMail.LongestCause - 1) + "👩‍👩‍👧 x");
        Assert.Equal(new string('a', OutboxMail.LongestCause - 1), cause);
        Assert.Equal("a\uFFFDb", OutboxMail.CauseOf("a\uD83Db"));
    }
}
