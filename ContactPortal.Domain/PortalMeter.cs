using System.Diagnostics.Metrics;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain;

/// <summary>The portal's metrics. They contain no personal data.</summary>
public static class PortalMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "contactportal";

    private const string Outcome = "Outcome";
    private const string Nothing = "Nothing";
    private const string Failed = "Failed";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("contactportal.changes");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("contactportal.mails");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("contactportal.commands");

    private static int waitingMails;
    private static double oldestMail;

    static PortalMeter()
    {
        Meter.CreateObservableGauge("contactportal.mails.waiting", () => Volatile.Read(ref waitingMails));
        Meter.CreateObservableGauge("contactportal.mails.oldest", () => Volatile.Read(ref oldestMail), unit: "s");
    }

    internal static void MailsWait(int count, TimeSpan oldest)
    {
        Volatile.Write(ref waitingMails, count);
        Volatile.Write(ref oldestMail, oldest.TotalSeconds);
    }

    /// <summary>Counts a command by the name and case of its outcome: what was saved, and what was refused and why.</summary>
    internal static async Task<T> CountAsync<T>(Task<T> command)
    {
        try
        {
            var result = await command;
            Executed<T>(result?.GetType().Name ?? Nothing);
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Executed<T>(Failed);
            throw;
        }
    }

    // "SaveOutcome" becomes "Save". What has no outcome is work behind the pages, not a person's command.
    private static void Executed<T>(string outcome)
    {
        if (typeof(T).Name is var name && name.EndsWith(Outcome, StringComparison.Ordinal))
        {
            Commands.Add(
                1, new KeyValuePair<string, object?>("command", name[..^Outcome.Length]),
                new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    internal static void Changed(OrganisationCode organisation) =>
        Changes.Add(1, new KeyValuePair<string, object?>("organisation", organisation.Value));

    internal static void Sent(MailKind kind, SendResult answer) => Mails.Add(
        1, new KeyValuePair<string, object?>("kind", kind.ToString()), new KeyValuePair<string, object?>("answer", answer.GetType().Name));
}
