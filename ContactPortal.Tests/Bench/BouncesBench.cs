using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures how long messages with very many addresses hold up the bounce folder (D7).</summary>
internal static class BouncesBench
{
    public const string Name = "bounces";

    private const int Runs = 3;
    private const int FilesARun = 5;
    private const int Addresses = 230_000;
    private const string Goal = "under 1,000";

    private static readonly string Many =
        string.Join(",\r\n ", Enumerable.Range(0, Addresses).Select(i => $"borger-med-langt-navn-{i:D6}@kommune.example"));

    private static readonly (string What, string Message)[] Messages =
    [
        ("an ordinary bounce", Report("")),
        ("addresses in To", $"To: {Many}\r\n{Report("")}"),
        ("addresses in X-Failed-Recipients", $"X-Failed-Recipients: {Many}\r\n{Report("")}"),
        ("addresses in the text", Report(Many.Replace(",\r\n ", ":\r\n", StringComparison.Ordinal))),
        ("addresses in the delivery status", Report("").Replace(
            "Action:", string.Concat(Many.Split(",\r\n ").Select(a => $"Final-Recipient: rfc822; {a}\r\n\r\n")) + "Action:",
            StringComparison.Ordinal)),
    ];

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var figures = new List<Measurements>();
        foreach (var (what, message) in Messages)
        {
            List<double>[] times = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];

            // The first run only warms up.
            for (var run = -1; run < Runs; run++)
            {
                for (var i = 0; i < FilesARun; i++)
                {
                    var time = await TimeAsync(portal, message);
                    if (run >= 0)
                        times[run].Add(time);
                }
            }

            figures.Add(Measurements.Of(what, "ms", Goal, times));
        }

        return new(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Runs} runs with {FilesARun} files each: a bounce in the Maildir is read, judged and moved, ")
            + string.Create(CultureInfo.InvariantCulture, $"with {Addresses:N0} addresses ") + "in one place of the message.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<double> TimeAsync(PortalUnderTest portal, string message)
    {
        var maildir = Directory.CreateDirectory(Path.Combine(portal.Database.Root, $"{Guid.NewGuid():N}"));
        var arriving = maildir.CreateSubdirectory("new");
        maildir.CreateSubdirectory("cur");
        await File.WriteAllTextAsync(Path.Combine(arriving.FullName, "1"), message);
        var begun = Stopwatch.GetTimestamp();
        await portal.Get<BounceMaildirReader>().ReadAsync(maildir.FullName, CancellationToken.None);
        var time = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        Assert.Empty(arriving.EnumerateFiles());
        maildir.Delete(recursive: true);
        return time;
    }

    private static string Report(string text) =>
        (BounceExample.Report("5.1.1", "smtp; 550 5.1.1 User unknown") with { Text = text }).ToRaw();
}
