using System.Text.Json;
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
    public void Tab_BeginsAndStops_NotifiesEachTime()
    {
        var notified = 0;
        using var subscription = presence.Subscribe(Aarhus, () => notified++);
        var mette = ATab("Mette Holm");
        presence.Set(Aarhus, mette);
        Assert.Equal([mette], presence.GetEditors(Aarhus));
        Assert.Equal(1, notified);
        presence.Clear(mette.Tab);
        Assert.Empty(presence.GetEditors(Aarhus));
        Assert.Equal(2, notified);
        presence.Clear(mette.Tab);
        Assert.Equal(2, notified);
    }

    [Fact]
    public void Editor_InAMessage_HasTheNamesOfVersion100()
    {
        var mette = ATab("Mette Holm");
        var sent = $$"""{"Tab":"{{mette.Tab}}","PersonId":"{{mette.PersonId}}","Name":"Mette Holm","ContactId":"{{mette.Edited}}"}""";
        Assert.Equal(sent, JsonSerializer.Serialize(mette));
        Assert.Equal(mette, JsonSerializer.Deserialize<ContactEditor>(sent));
    }

    [Fact]
    public void Tab_SendsHeartbeats_StaysWithoutNotifying()
    {
        var notified = 0;
        using var subscription = presence.Subscribe(Aarhus, () => notified++);
        var mette = ATab("Mette Holm");
        for (var heartbeat = 0; heartbeat < 15; heartbeat++)
        {
            presence.Set(Aarhus, mette);
            clock.Advance(PresenceTracker.HeartbeatInterval);
            presence.RemoveExpired();
        }

        Assert.Equal([mette], presence.GetEditors(Aarhus));
        Assert.Equal(1, notified);
    }

    [Fact]
    public void Tab_SwitchesOrganisation_IsOnlyInTheNewOne()
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
    public void Tab_SwitchesContact_IsOnlyAtTheNewOne()
    {
        var mette = ATab("Mette Holm");
        var notified = 0;
        presence.Set(Aarhus, mette);
        using var subscription = presence.Subscribe(Aarhus, () => notified++);
        var moved = mette with { Edited = Guid.NewGuid() };
        presence.Set(Aarhus, moved);
        Assert.Equal([moved], presence.GetEditors(Aarhus));
        Assert.Equal(1, notified);
    }

    [Fact]
    public void Tab_WithoutHeartbeats_ExpiresAfterTheTimeoutAndNotBefore()
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
    public async Task Tab_WithoutHeartbeats_IsRemovedByTheExpiryServiceWithin15Seconds()
    {
        using var expiryService = new PresenceExpiryService(presence, clock);
        await expiryService.StartAsync(TestContext.Current.CancellationToken);
        var notified = 0;
        presence.Set(Aarhus, ATab("Mette Holm"));
        using var subscription = presence.Subscribe(Aarhus, () => notified++);

        for (var second = 0; second < 15; second++)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, notified);
        Assert.Empty(presence.GetEditors(Aarhus));
        await expiryService.StopAsync(TestContext.Current.CancellationToken);
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
    public void EditorInAnotherOrganisation_IsNeitherNotifiedNorReturned()
    {
        var notified = 0;
        using var subscription = presence.Subscribe(Roskilde, () => notified++);
        var mette = ATab("Mette Holm");
        presence.Set(Aarhus, mette);
        clock.Advance(PresenceTracker.Timeout + ALittle);
        presence.RemoveExpired();
        Assert.Equal(0, notified);
        Assert.Empty(presence.GetEditors(Roskilde));
    }

    [Fact]
    public void Subscription_Disposed_IsNotNotifiedButTheOthersAre()
    {
        var (notified, others) = (0, 0);
        var subscription = presence.Subscribe(Aarhus, () => notified++);
        using var other = presence.Subscribe(Aarhus, () => others++);
        subscription.Dispose();
        subscription.Dispose();
        presence.Set(Aarhus, ATab("Mette Holm"));
        Assert.Equal((0, 1), (notified, others));
    }

    [Fact]
    public void Editors_Returned_AreInDanishOrder()
    {
        foreach (var name in new[] { "Åse Dam", "Ole Dam", "Ærø Dam", "Bo Dam" })
            presence.Set(Aarhus, ATab(name));
        Assert.Equal(["Bo Dam", "Ole Dam", "Ærø Dam", "Åse Dam"], presence.GetEditors(Aarhus).Select(e => e.Name));
    }

    private static ContactEditor ATab(string name) => new(Guid.NewGuid(), Guid.NewGuid(), name, Contact);
}
