using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.IO;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reads bounces from a Maildir that a mail server delivers to: new messages are processed and moved to <c>cur</c>, never deleted. A file
/// that can't be read is set aside in <c>failed</c> with one line of level Error, and never stops the others. For one job at a time.
/// </summary>
public sealed partial class BounceMaildirReader(BounceProcessor bounces, ILogger<BounceMaildirReader> logger)
{
    private const string New = "new";
    private const string Seen = "cur";
    private const string SetAside = "failed";
    private const string SeenMark = ":2,S";
    private const int MaxFiles = 500;
    private const int MaxRemembered = 100_000;
    private const long LargestFile = 10 * 1024 * 1024;

    // A report precedes the mail that it returns.
    private const long BytesRead = 1024 * 1024;

    // What was processed and couldn't be moved, so that it isn't taken in again.
    private readonly HashSet<string> unmoved = [];
    private bool isMissing;
    private bool isUnmovable;

    /// <summary>Processes the new messages in the Maildir; returns how many there were.</summary>
    public async Task<int> ReadAsync(string maildir, CancellationToken cancellationToken)
    {
        if (List(maildir) is not { } files)
            return 0;
        var count = 0;
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (await ReadFileAsync(file, cancellationToken))
            {
                case FileOutcome.Processed:
                    Move(file, Path.Combine(maildir, Seen), Path.GetFileName(file) + SeenMark);
                    count++;
                    break;
                case FileOutcome.Unreadable:
                    Move(file, Path.Combine(maildir, SetAside), Path.GetFileName(file));
                    break;
                case FileOutcome.Gone:
                    break;
            }
        }

        return count;
    }

    /// <summary>The new files, oldest name first, bounded; null when the folder can't be read, which is logged once.</summary>
    private List<string>? List(string maildir)
    {
        try
        {
            List<string> files =
            [
                .. Directory.EnumerateFileSystemEntries(Path.Combine(maildir, New)).Where(f => !unmoved.Contains(f))
                    .Order(StringComparer.Ordinal).Take(MaxFiles),
            ];
            if (isMissing)
                LogFound(logger, maildir);
            isMissing = false;
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!isMissing)
                LogMissing(logger, maildir, exception.Message);
            isMissing = true;
            return null;
        }
    }

    private async Task<FileOutcome> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(file);

            // Neither an empty file nor a pipe is opened: a pipe, whose length is 0, would block for good.
            if (!info.Exists && info.LinkTarget is null && !Directory.Exists(file))
                return FileOutcome.Gone;
            if (info.LinkTarget is not null || !info.Exists || info.Length is 0 or > LargestFile)
            {
                LogSetAside(logger, info.Name, "it is no message: a link, a folder, a pipe, empty or larger than 10 MB");
                return FileOutcome.Unreadable;
            }

            await using var stream = File.OpenRead(file);
            using var bounded = new BoundStream(stream, 0, Math.Min(stream.Length, BytesRead), leaveOpen: true);
            using var message = await MimeMessage.LoadAsync(bounded, cancellationToken);
            LogProcessed(logger, await bounces.ProcessAsync(message, cancellationToken));
            return FileOutcome.Processed;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileOutcome.Gone;
        }
        catch (FormatException)
        {
            LogProcessed(logger, BounceOutcome.NotABounce);
            return FileOutcome.Processed;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !IsOfDatabase(exception))
        {
            LogSetAside(logger, Path.GetFileName(file), exception.Message);
            return FileOutcome.Unreadable;
        }
    }

    private void Move(string file, string folder, string name)
    {
        try
        {
            // Moved only after processing; processing a message twice is harmless.
            Directory.CreateDirectory(folder);
            if (Directory.Exists(file))
                Directory.Move(file, Path.Combine(folder, name));
            else
                File.Move(file, Path.Combine(folder, name), overwrite: true);
            isUnmovable = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!isUnmovable)
                LogUnmovable(logger, folder, exception.Message);
            isUnmovable = true;
            if (unmoved.Count < MaxRemembered)
                unmoved.Add(file);
        }
    }

    /// <summary>Whether the fault isn't the file's but the database's, so that the file is read again later.</summary>
    private static bool IsOfDatabase(Exception exception) =>
        exception is DbException or DbUpdateException or TimeoutException || exception.InnerException is DbException;

    [LoggerMessage(LogLevel.Information, "Processed a message in the bounce folder: {Outcome}")]
    private static partial void LogProcessed(ILogger logger, BounceOutcome outcome);

    [LoggerMessage(LogLevel.Error, "File {File} of the bounce folder is set aside: {Reason}")]
    private static partial void LogSetAside(ILogger logger, string file, string reason);

    [LoggerMessage(LogLevel.Error, "Files of the bounce folder can't be moved to {Folder} and stay where they are: {Reason}")]
    private static partial void LogUnmovable(ILogger logger, string folder, string reason);

    [LoggerMessage(LogLevel.Error, "The bounce folder {Folder} (Mail:BounceFolder) can't be read: {Reason}")]
    private static partial void LogMissing(ILogger logger, string folder, string reason);

    [LoggerMessage(LogLevel.Information, "The bounce folder {Folder} can be read again")]
    private static partial void LogFound(ILogger logger, string folder);

    private enum FileOutcome
    {
        Processed,
        Unreadable,
        Gone,
    }
}
