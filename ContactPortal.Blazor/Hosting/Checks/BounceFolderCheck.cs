using System.Runtime.CompilerServices;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the Maildir of bounces: it exists, is readable, and messages can be moved from <c>new</c> to <c>cur</c>.</summary>
internal sealed class BounceFolderCheck(IOptions<MailOptions> options) : ISetupCheck
{
    private const string Probe = ".contactportal-check";

    public string Subject => "bounces";

    public string OnFailure => "make Mail:BounceFolder a Maildir that the portal's user can read and write";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var maildir = options.Value.BounceFolder;
        if (maildir.Length == 0)
        {
            yield return Finding.Ok(Subject, "Mail:BounceFolder is not set: bounces can be posted to /api/bounces");
            yield break;
        }

        var (arriving, seen) = (Path.Combine(maildir, "new"), Path.Combine(maildir, "cur"));
        foreach (var folder in new[] { arriving, seen }.Where(folder => !Directory.Exists(folder)))
        {
            yield return Finding.ToDo(Subject, $"there is no folder {folder}: {OnFailure}");
            yield break;
        }

        var unreadable = Directory.EnumerateFiles(arriving).Where(file => !IsReadable(file)).ToList();
        yield return unreadable is [var first, ..]
            ? Finding.ToDo(Subject, $"{first} can't be read: give it to the portal's user, or remove it")
            : Finding.Ok(Subject, $"{arriving} can be read");

        // A folder as the probe: a file might be taken for a message. Moving a message writes to both.
        foreach (var folder in new[] { arriving, seen })
            Directory.Delete(Directory.CreateDirectory(Path.Combine(folder, Probe)).FullName);
        yield return Finding.Ok(Subject, $"{arriving} and {seen} can be written");
    }

    private static bool IsReadable(string file)
    {
        try
        {
            File.OpenRead(file).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception is FileNotFoundException;
        }
    }
}
