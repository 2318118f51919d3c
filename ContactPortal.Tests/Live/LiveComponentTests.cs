using Bunit;
using ContactPortal.Blazor.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Tests.Live;

public sealed class LiveComponentTests : BunitContext
{
    public LiveComponentTests() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));

    [Fact]
    public async Task BurstOfChanges_WhileTheCircuitIsBusy_IsOneDrawing()
    {
        var live = Render<Watching>();
        var drawn = live.RenderCount;
        await live.InvokeAsync(() => FromElsewhere(() => Enumerable.Range(0, 100).ToList().ForEach(_ => live.Instance.Tell())));
        live.WaitForAssertion(() => Assert.Equal(1, live.Instance.Taken));
        await live.InvokeAsync(() => { });
        Assert.Equal((1, drawn + 1), (live.Instance.Taken, live.RenderCount));
    }

    [Fact]
    public async Task ChangesOneAfterAnother_AreEachTaken()
    {
        var live = Render<Watching>();
        for (var i = 1; i <= 3; i++)
        {
            live.Instance.Tell();
            live.WaitForAssertion(() => Assert.Equal(i, live.Instance.Taken));
        }

        await live.InvokeAsync(() => { });
        Assert.Equal(3, live.Instance.Taken);
    }

    [Fact]
    public async Task Change_WithNothingNew_DrawsNothing()
    {
        var live = Render<Watching>();
        live.Instance.HasNews = false;
        var drawn = live.RenderCount;
        live.Instance.Tell();
        await live.Instance.HasTaken;
        await live.InvokeAsync(() => { });
        Assert.Equal(drawn, live.RenderCount);
    }

    [Fact]
    public async Task Change_AfterTheComponentLeft_IsNotTakenAndItsWatchIsOver()
    {
        var live = Render<Watching>();
        var component = live.Instance;
        await DisposeComponentsAsync();
        component.Tell();
        await Renderer.Dispatcher.InvokeAsync(() => { });
        Assert.Equal((0, true), (component.Taken, component.WatchIsOver));
    }

    [Fact]
    public async Task Change_WaitingWhenTheComponentLeaves_IsNotTaken()
    {
        var live = Render<Watching>();
        var component = live.Instance;
        await live.InvokeAsync(() =>
        {
            FromElsewhere(component.Tell);
            component.Dispose();
        });
        await Renderer.Dispatcher.InvokeAsync(() => { });
        Assert.Equal(0, component.Taken);
    }

    [Fact]
    public void Fault_WhileTakingWhatIsNew_ReachesTheBoundaryAroundIt()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .Add<Watching>(b => b.ChildContent)
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        var live = boundary.FindComponent<Watching>().Instance;
        live.Fault = new InvalidOperationException("It broke.");
        live.Tell();
        boundary.WaitForAssertion(() => Assert.Equal("It broke.", boundary.Find("p").TextContent));
    }

    [Fact]
    public void Prerendering_WatchesNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.False(Render<Watching>().Instance.IsWatching);
    }

    // On another thread than the circuit's, which waits for it.
    private static void FromElsewhere(Action act) =>
        Task.Run(act, Xunit.TestContext.Current.CancellationToken).Wait(Xunit.TestContext.Current.CancellationToken);

    /// <summary>A live component that counts.</summary>
    private sealed class Watching : LiveComponent
    {
        private readonly TaskCompletionSource firstTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int taken;

        public int Taken => Volatile.Read(ref taken);

        // Once it has taken something; bUnit itself looks again only when something is drawn.
        public Task HasTaken => firstTaken.Task;

        public bool HasNews { get; set; } = true;

        public bool IsWatching { get; private set; }

        public bool WatchIsOver { get; private set; }

        public Exception? Fault { get; set; }

        public void Tell() => Changed();

        protected override IDisposable Watch()
        {
            IsWatching = true;
            return new Ending(() => WatchIsOver = true);
        }

        protected override bool TakeNewest()
        {
            Interlocked.Increment(ref taken);
            firstTaken.TrySetResult();
            return Fault is null ? HasNews : throw Fault;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Taken);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
