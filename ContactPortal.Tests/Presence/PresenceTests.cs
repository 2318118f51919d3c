using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Presence;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Presence;

/// <summary>Who edits which contact right now (K13).</summary>
public sealed class PresenceTests
{
    private static readonly Guid Contact = Guid.NewGuid();
    private static readonly TimeSpan ALittle = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly PresenceTracker presence;

    public PresenceTests() => presence = new(clock, new Backplane());

    [Fact]
    public void Tab_BeginsAndLeaves_IsToldEachTime()
    {
        var told = 0;
        using var watch = presence.Subscribe(Aarhus, () => told++);
        var mette = ATab("Mette Holm");
        presence.Set(Aarhus, mette);
        Assert.Equal([mette], presence.GetEditors(Aarhus));
        Assert.Equal(1, told);
        presence.Clear(mette.Tab);
        Assert.Empty(presence.GetEditors(Aarhus));
        Assert.Equal(2, told);
        presence.Clear(mette.Tab);
        Assert.Equal(2, told);
    }

    [Fact]
    public void Tab_ThatSaysSoAgain_IsNoNewsAndStays()
    {
        var told = 0;
        using var watch = presence.Subscribe(Aarhus, () => told++);
        var mette = ATab("Mette Holm");
        for (var beat = 0; beat < 15; beat++)
        {
            presence.Set(Aarhus, mette);
            clock.Advance(PresenceTracker.HeartbeatInterval);
            presence.RemoveExpired();
        }

        Assert.Equal([mette], presence.GetEditors(Aarhus));
        Assert.Equal(1, told);
    }

    [Fact]
    public void Tab_TurnsToAnotherOrganisation_IsThereAndNoLongerHere()
    {
        var mette = ATab("Mette Holm");
        var (here, there) = (0, 0);
        presence.Set(Aarhus, mette);
        using var left = presence.Subscribe(Aarhus, () => here++);
        using var entered = presence.Subscribe(Roskilde, () => there++);
        presence.Set(Roskilde, mette);
        Assert.Empty(presence.GetEditors(Aarhus));
        Assert.Equal([mette], presence.GetEditors(Roskilde));
        Assert.Equal((1, 1), (here, there));
        presence.Clear(mette.Tab);
        Assert.Empty(presence.GetEditors(Roskilde));
    }

    [Fact]
    public void Tab_TurnsToAnotherContact_IsThereAndNoLongerHere()
    {
        var mette = ATab("Mette Holm");
        var told = 0;
        presence.Set(Aarhus, mette);
        using var watch = presence.Subscribe(Aarhus, () => told++);
        var moved = mette with { ContactId = Guid.NewGuid() };
        presence.Set(Aarhus, moved);
        Assert.Equal([moved], presence.GetEditors(Aarhus));
        Assert.Equal(1, told);
    }

    [Fact]
    public void TabThatFellSilent_Swept_IsForgottenAfterTheSilenceAndNotBefore()
    {
        presence.Set(Aarhus, ATab("Mette Holm"));
        clock.Advance(PresenceTracker.Timeout);
        presence.RemoveExpired();
        Assert.Single(presence.GetEditors(Aarhus));
        clock.Advance(ALittle);
        presence.RemoveExpired();
        Assert.Empty(presence.GetEditors(Aarhus));
    }

    [Fact]
    public async Task ClosedLid_WithThePortalsOwnSweep_IsGoneWithin15Seconds()
    {
        using var sweep = new PresenceExpiryService(presence, clock);
        await sweep.StartAsync(TestContext.Current.CancellationToken);
        var told = 0;
        presence.Set(Aarhus, ATab("Mette Holm"));
        using var watch = presence.Subscribe(Aarhus, () => told++);

        for (var second = 0; second < 15; second++)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, told);
        Assert.Empty(presence.GetEditors(Aarhus));
        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TwoTabsOfOnePerson_Edit_AreTwo()
    {
        var one = ATab("Mette Holm");
        var other = one with { Tab = Guid.NewGuid() };
        presence.Set(Aarhus, one);
        presence.Set(Aarhus, other);
        Assert.Equal(2, presence.GetEditors(Aarhus).Length);
        presence.Clear(one.Tab);
        Assert.Equal([other], presence.GetEditors(Aarhus));
    }

    [Fact]
    public void AnotherOrganisation_EditedIn_HearsAndSeesNothing()
    {
        var told = 0;
        using var watch = presence.Subscribe(Roskilde, () => told++);
        var mette = ATab("Mette Holm");
        presence.Set(Aarhus, mette);
        clock.Advance(PresenceTracker.Timeout + ALittle);
        presence.RemoveExpired();
        Assert.Equal(0, told);
        Assert.Empty(presence.GetEditors(Roskilde));
    }

    [Fact]
    public void Watcher_Disposed_HearsNothingAndTheOthersDo()
    {
        var (told, others) = (0, 0);
        var watch = presence.Subscribe(Aarhus, () => told++);
        using var other = presence.Subscribe(Aarhus, () => others++);
        watch.Dispose();
        watch.Dispose();
        presence.Set(Aarhus, ATab("Mette Holm"));
        Assert.Equal((0, 1), (told, others));
    }

    [Fact]
    public void Editors_AskedFor_ComeInDanishOrder()
    {
        foreach (var name in new[] { "Åse Dam", "Ole Dam", "Ærø Dam", "Bo Dam" })
            presence.Set(Aarhus, ATab(name));
        Assert.Equal(["Bo Dam", "Ole Dam", "Ærø Dam", "Åse Dam"], presence.GetEditors(Aarhus).Select(e => e.Name));
    }

    private static ContactEditor ATab(string name) => new(Guid.NewGuid(), Guid.NewGuid(), name, Contact);
}
