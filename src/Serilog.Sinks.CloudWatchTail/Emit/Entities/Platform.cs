namespace Serilog.Sinks.CloudWatchTail.Emit.Entities;

// Where the program runs, as far as its environment variables tell; the instance metadata would take a call. Environment is what AWS's agents use for
// a service that names none; null if it cannot be known. Attributes have the names that AWS's agents use.
sealed record Platform(string? Environment, IReadOnlyDictionary<string, string> Attributes)
{
    public const string LambdaFunctionVariable = "AWS_LAMBDA_FUNCTION_NAME";

    public static Platform Find(OtelResource resource, Func<string, string?> variable)
    {
        if (variable(LambdaFunctionVariable) is { Length: > 0 } function) return Of("AWS::Lambda", "lambda:default", ("Lambda.Function", function));
        return resource.Find("cloud.platform") switch
        {
            "aws_lambda" => Of("AWS::Lambda", "lambda:default", ("Lambda.Function", resource.Find("faas.name"))),
            "aws_ec2" => Of("AWS::EC2", "ec2:default", ("EC2.InstanceId", resource.Find("host.id"))),
            "aws_eks" => OfEks(resource.Find("k8s.cluster.name"), resource.Find("k8s.namespace.name")),
            "aws_ecs" => Of("AWS::ECS", null),
            _ when IsEcs(variable) => Of("AWS::ECS", null),

            // A Kubernetes of unknown provider.
            _ when variable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } => new Platform(null, new Dictionary<string, string>()),
            _ => Of("Generic", "generic:default"),
        };
    }

    static bool IsEcs(Func<string, string?> variable) =>
        variable("ECS_CONTAINER_METADATA_URI_V4") is { Length: > 0 }
        || variable("ECS_CONTAINER_METADATA_URI") is { Length: > 0 }
        || variable("AWS_EXECUTION_ENV")?.StartsWith("AWS_ECS", StringComparison.Ordinal) == true;

    static Platform OfEks(string? cluster, string? space) =>
        Of("AWS::EKS", cluster is not null && space is not null ? $"eks:{cluster}/{space}" : null, ("EKS.Cluster", cluster), ("K8s.Namespace", space));

    static Platform Of(string type, string? environment, params (string Name, string? Value)[] attributes)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["PlatformType"] = type };
        foreach (var (name, value) in attributes)
        {
            if (value is not null) known[name] = value;
        }

        return new Platform(environment, known);
    }
}
