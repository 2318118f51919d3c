using System.Text.Json;
using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Architecture;
using Microsoft.Extensions.Configuration;

namespace ContactPortal.Tests.Demo;

/// <summary>The demonstration plan for every day of a leap year: nothing lies in the future, and one delivery is missing.</summary>
public sealed class DemonstrationPlanTests
{
    private const int Year = 2028;
    private const int Days = 366;

    // Both ends of the Danish day in summer and winter, and the hours in which the date in Denmark is already the next.
    private static readonly TimeOnly[] Times = [new(0, 0), new(9, 29), new(21, 59), new(22, 1), new(22, 59), new(23, 1)];

    private static readonly IReadOnlyList<DateTimeOffset> Moments =
    [
        .. from day in Enumerable.Range(0, Days)
           from time in Times
           select new DateTimeOffset(new DateOnly(Year, 1, 1).AddDays(day).ToDateTime(time), TimeSpan.Zero),
    ];

    private static readonly CalendarOptions Calendar = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Sources.Root, "ContactPortal.Blazor", "appsettings.Development.json"))
        .Build().GetSection(CalendarOptions.Section).Get<CalendarOptions>()!;

    [Fact]
    public void Deliveries_PlannedAtAnyTimeOfTheYear_HaveAllArrivedByThen()
    {
        Assert.Equal(new(Year, 12, 31, 23, 1, 0, TimeSpan.Zero), Moments[^1]);
        Assert.Contains(Koebenhavn, DeliveryPlan.Organisations);
        foreach (var (now, organisation) in from now in Moments from organisation in DeliveryPlan.Organisations select (now, organisation))
        {
            var deliveries = DeliveryPlan.Of(organisation, now).Deliveries;
            Assert.Equal(32, deliveries.Length);
            Assert.True(deliveries.Max(d => d.At) <= now, $"{now:u}: the newest delivery arrives at {deliveries.Max(d => d.At):u}.");
        }
    }

    [Fact]
    public void RecentDeliveries_PlannedAtAnyTimeOfTheYear_HaveArrivedByThenAndInTime()
    {
        OrganisationCode inGoodOrder = new(730);
        foreach (var now in Moments)
        {
            var plan = DeliveryPlan.RecentOf(inGoodOrder, now);
            Assert.True(plan.Deliveries.Max(d => d.At) <= now, $"{now:u}");
            Assert.DoesNotContain(CellsOf(plan, DanishCalendar.Of(now)), c => c.State == CellState.Late && c.Period >= FirstOf(plan));
            var missing = CellsOf(DeliveryPlan.RecentOf(CoverageExamples.DeliveryLate, now), DanishCalendar.Of(now))
                .Count(c => c.State == CellState.Late && c.Period >= FirstOf(plan));
            Assert.InRange(missing, 2, 3);
        }

        static Period FirstOf(DeliveryPlan plan) => plan.Deliveries.Select(d => Period.Parse(d.Delivery.Period)!.Value).Min();
    }

    /// <summary>The state of the periods that the picture of them shows, and that Browser/DeliveriesTests expects.</summary>
    [Fact]
    public void Deliveries_PlannedAtAnyTimeOfTheYear_AreMissingOnceAndAwaitedInTheCurrentMonth()
    {
        foreach (var (now, organisation) in from now in Moments from organisation in DeliveryPlan.Organisations select (now, organisation))
        {
            var today = DanishCalendar.Of(now);
            var cells = CellsOf(DeliveryPlan.Of(organisation, now), today);
            var late = Assert.Single(cells, c => c.State == CellState.Late);
            Assert.True(late.Due < today, $"{now:u}: {late.Period} is due on {late.Due:O}.");
            var current = cells.Where(c => c.Period == Period.Of(today)).Select(c => c.State);
            Assert.Equal([CellState.Awaited, CellState.Awaited, CellState.Awaited], current);
            Assert.Contains(cells, c => c.State == CellState.Faulty);
        }
    }

    [Fact]
    public void ContactsAndRights_PlannedAtAnyTimeOfTheYear_AreAllDoneByThen()
    {
        var names = DemonstrationNames.Read();
        var longest = Municipalities.All.Max(
            m => MunicipalityPlan.Of(m.Code, names, DateTimeOffset.UnixEpoch).Moments.Max()) - DateTimeOffset.UnixEpoch;
        Assert.InRange(longest, TimeSpan.FromDays(60), TimeSpan.FromDays(130));
        Assert.All(Moments, now => Assert.True(MunicipalityPlan.BeginningFor(now) + longest <= now, $"{now:u}"));
    }

    [Fact]
    public void AccessRequests_PlannedAtAnyTimeOfTheYear_AreOfTheLastDays() => Assert.All(Moments, now =>
    {
        var requests = AccessRequestPlan.Of(now).Requests;
        Assert.Equal(2, requests.Length);
        Assert.All(requests, r => Assert.InRange(r.At, now.AddDays(-3), now));
    });

    [Fact]
    public void Plans_MadeTwiceOnADay_AreTheSame()
    {
        var (morning, evening) = (Moments[0], Moments[2]);
        Assert.Equal(DanishCalendar.Of(morning), DanishCalendar.Of(evening));
        var names = DemonstrationNames.Read();
        Assert.Equal(Written(morning), Written(evening));
        Assert.NotEqual(Written(morning), Written(morning.AddMonths(1)));

        string Written(DateTimeOffset now) => JsonSerializer.Serialize(new object[]
        {
            MunicipalityPlan.Of(Koebenhavn, names, MunicipalityPlan.BeginningFor(now)), DeliveryPlan.Of(Koebenhavn, now),
            AccessRequestPlan.Of(now),
        });
    }

    private static List<CalendarCell> CellsOf(DeliveryPlan plan, DateOnly today)
    {
        var summaries = plan.Deliveries.Select((d, i) => new DeliverySummary(
            i, d.Delivery.Type!, Period.Parse(d.Delivery.Period)!.Value, d.At, d.Delivery.Records!.Value,
            d.Delivery.Errors!.Value.Length, 0, 0)).ToList();
        return
        [
            .. from type in Calendar.DueDay.Keys
               from period in DeliveryCalendar.PeriodsUntil(Period.Of(today))
               select DeliveryCalendar.CellOf(new(type, type, 0), period, summaries, Calendar, today),
        ];
    }
}
