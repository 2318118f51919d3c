using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Demo;

/// <summary>Somebody whom the directory does not have asks at that moment to be let in.</summary>
internal sealed record PlannedAccessRequest(DateTimeOffset At, ExternalIdentity Identity);

/// <summary>Who waits to be let in in the demonstration. Pure: the same for the same day, on every machine.</summary>
internal sealed record AccessRequestPlan
{
    private const string Issuer = "https://login.example";
    private static readonly OrganisationCode København = new(101);
    private static readonly TimeOnly AskedAt = new(9, 0);

    /// <summary>The requests, the oldest first.</summary>
    public required ImmutableArray<PlannedAccessRequest> Requests { get; init; }

    /// <summary>
    /// The plan for a demonstration that is made at that moment: two in the last days, one by RID and one by professional UUID.
    /// </summary>
    public static AccessRequestPlan Of(DateTimeOffset now)
    {
        var today = DanishCalendar.Of(now);
        return new()
        {
            Requests =
            [
                new(Before(today, 2), Identity("Pia Lindholm") with { Rid = Rid.Parse("10000011") }),
                new(Before(today, 1), Identity("Omar Hassan") with { ProfessionalUuid = DemonstrationId.Of("Omar Hassan") }),
            ],
        };
    }

    private static DateTimeOffset Before(DateOnly today, int days) => new(today.AddDays(-days).ToDateTime(AskedAt), TimeSpan.Zero);

    private static ExternalIdentity Identity(string name) => new(Issuer, name)
    {
        Cvr = Municipalities.Find(København)!.Cvr, Organisation = København, Name = name, Email = DemonstrationId.EmailOf(name, København),
    };
}
