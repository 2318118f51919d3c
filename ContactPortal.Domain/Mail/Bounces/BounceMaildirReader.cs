using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reads bounces from a Maildir that a mail server delivers to: new messages are processed and moved to <c>cur</c>, never deleted.
/// </summary>
public sealed partial class BounceMaildirReader(BounceProcessor bounces, ILogger<BounceMaildirReader> logger)
{
    private const string New = "new";
    private const string Seen = "cur";
    private const string SeenMark = ":2,S";

    /// <summary>Processes the new messages in the Maildir; returns how many there were.</summary>
    public async Task<int> ReadAsync(string maildir, CancellationToken cancellationToken)
    {
        var newFolder = Path.Combine(maildir, New);
        if (!Directory.Exists(newFolder))
            return 0;

        var seenFolder = Directory.CreateDirectory(Path.Combine(maildir, Seen)).FullName;
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(newFolder).Order(StringComparer.Ordinal).ToList())
        {
            await using (var message = File.OpenRead(file))
                LogProcessed(logger, await bounces.ProcessAsync(message, cancellationToken));

            // Moved only after processing; processing a message twice is harmless.
            File.Move(file, Path.Combine(seenFolder, Path.GetFileName(file) + SeenMark), overwrite: true);
            count++;
        }

        return count;
    }

    [LoggerMessage(LogLevel.Information, "Processed a message in the bounce folder: {Outcome}")]
    private static partial void LogProcessed(ILogger logger, BounceOutcome outcome);
}
