using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>Reads bounces from a Maildir that a mail server delivers to: what is new is taken in and moved on, never deleted.</summary>
public sealed partial class BounceMaildirReader(BounceProcessor bounces, ILogger<BounceMaildirReader> logger)
{
    private const string New = "new";
    private const string Seen = "cur";
    private const string SeenMark = ":2,S";

    /// <summary>Takes in what is new in that Maildir; says how many messages there were.</summary>
    public async Task<int> ReadAsync(string maildir, CancellationToken cancellationToken)
    {
        var arrived = Path.Combine(maildir, New);
        if (!Directory.Exists(arrived))
            return 0;

        var seen = Directory.CreateDirectory(Path.Combine(maildir, Seen)).FullName;
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(arrived).Order(StringComparer.Ordinal).ToList())
        {
            await using (var message = File.OpenRead(file))
                LogProcessed(logger, await bounces.ProcessAsync(message, cancellationToken));

            // Moved only once it is taken in; read twice, it marks the same address once.
            File.Move(file, Path.Combine(seen, Path.GetFileName(file) + SeenMark), overwrite: true);
            count++;
        }

        return count;
    }

    [LoggerMessage(LogLevel.Information, "A message in the bounce folder was taken in: {Outcome}")]
    private static partial void LogProcessed(ILogger logger, BounceOutcome outcome);
}
