using System.Diagnostics.Metrics;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain;

/// <summary>The portal's metrics. They contain no personal data.</summary>
public static class PortalMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "contactportal";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("contactportal.changes");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("contactportal.mails");

    internal static void Changed(OrganisationCode organisation) =>
        Changes.Add(1, new KeyValuePair<string, object?>("organisation", organisation.Value));

    internal static void Sent(MailKind kind, SendResult answer) => Mails.Add(
        1, new KeyValuePair<string, object?>("kind", kind.ToString()), new KeyValuePair<string, object?>("answer", answer.GetType().Name));
}
