using ContactPortal.Domain.Mail;

namespace ContactPortal.Tests.Mail;

/// <summary>What is said of messages in the formats of mail servers all over the world (D7).</summary>
public sealed class BounceFormatTests
{
    [Fact]
    public void MessageInEachFormat_HasItsVerdict()
    {
        Assert.True(BounceFormats.All.Count > 250);
        Assert.Empty(BounceFormats.All
            .Select(f => (f.Name, Wanted: string.Join('/', f.Verdicts), Given: VerdictOn(f.Example)))
            .Where(f => !f.Wanted.Split('/').Contains(f.Given))
            .Select(f => $"{f.Name}: {f.Given} instead of {f.Wanted}"));
    }

    private static string VerdictOn(BounceExample example) =>
        BounceClassifier.Classify(example.ToMessage(), BounceExample.Address) switch
        {
            BounceVerdict.Failure failure => $"{failure.Reason}",
            BounceVerdict.OtherRecipient => "Other",
            var other => other.GetType().Name,
        };
}
