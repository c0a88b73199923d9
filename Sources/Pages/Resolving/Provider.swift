/// What sellers of models are called, whose ids stand in lists of prices as those lists write them.
package enum Provider {
  /// `Novita AI` of `novita-ai`; the id itself for one that isn't known here.
  package static func name(of id: String) -> String { names[id] ?? id }

  private static let names = [
    "alibaba-cn": "Alibaba Cloud, China", "amazon-bedrock": "Amazon Bedrock", "bailing": "Bailing",
    "baseten": "Baseten", "cerebras": "Cerebras", "deepinfra": "DeepInfra", "fireworks-ai": "Fireworks AI",
    "google": "Google", "google-vertex": "Google Vertex AI", "groq": "Groq", "huggingface": "Hugging Face",
    "inception": "Inception", "llama": "Llama API", "minimax-cn": "MiniMax, China", "modelscope": "ModelScope",
    "novita-ai": "Novita AI", "nvidia": "NVIDIA", "openrouter": "OpenRouter", "poolside": "Poolside",
    "siliconflow": "SiliconFlow", "siliconflow-cn": "SiliconFlow, China", "tencent-tokenhub": "Tencent TokenHub",
    "togetherai": "Together AI", "zhipuai": "Zhipu AI",
  ]
}
